import { StandardOpenAPIMatcher } from "@orpc/openapi/standard";
import type { AnyProcedure } from "@orpc/server";
import { Refusal } from "#lib/server/http/problem.ts";
import type { DoorMeta } from "#lib/server/http/procedure.ts";
import { router } from "#lib/server/http/router.ts";

export type Route = { procedure: AnyProcedure; meta: DoorMeta; name: string; params: Record<string, string> };

const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;

const matcher = new StandardOpenAPIMatcher();
matcher.init(router);

/** The procedure at a path below /api/v1. Throws 404 where there is none, 405 naming the methods that there are. */
export async function findRoute(method: string, path: `/${string}`): Promise<Route> {
  const match = await matcher.match(method === "HEAD" ? "GET" : method, path);
  if (match) {
    return {
      procedure: match.procedure,
      meta: match.procedure["~orpc"].meta as DoorMeta,
      name: match.path.join("."),
      params: match.params ?? {},
    };
  }
  const allowed = await allowedMethods(path);
  if (allowed.length === 0)
    throw new Refusal(404, "There is nothing at this address. /api/v1/docs lists what there is.");
  throw new Refusal(405, `${method} does not work here; ${allowed.join(", ")} does.`, {
    headers: { allow: allowed.join(", ") },
  });
}

export async function allowedMethods(path: `/${string}`): Promise<string[]> {
  const found: string[] = [];
  for (const method of methods) {
    if (await matcher.match(method, path)) found.push(...(method === "GET" ? ["GET", "HEAD"] : [method]));
  }
  return found;
}
