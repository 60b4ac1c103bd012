"use client";

import { createORPCClient, ORPCError } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import type { JsonifiedClient } from "@orpc/openapi-client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import routes from "#components/layout/api-routes.json";
import type { Router } from "#lib/server/http/router.ts";

type ApiClient = JsonifiedClient<ContractRouterClient<Router>>;

const link = new OpenAPILink(routes as never, {
  url: () => `${window.location.origin}/api/v1`,
  fetch: (request, init) => fetch(request, init),
  customErrorResponseBodyDecoder: (body) => {
    const { status, detail, errors } = body as { status: number; detail: string; errors?: unknown };
    return new ORPCError("PROBLEM", { status, message: detail, data: { faults: errors ?? [] } });
  },
});

const client: ApiClient = createORPCClient(link);

/**
 * The HTTP API for react-query, typed from the declared procedures: `useQuery(api.changes.list.queryOptions({ input }))`.
 * Reading only: people write through server actions.
 */
export const api = createTanstackQueryUtils(client);
