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
  const found = await matchesAt(path);
  const own = found.find((one) => one.method === (method === "HEAD" ? "GET" : method));
  if (own) {
    const { procedure, path: name, params = {} } = own.match;
    return { procedure, meta: procedure["~orpc"].meta as DoorMeta, name: name.join("."), params };
  }
  if (found.length === 0)
    throw new Refusal(404, "There is nothing at this address. /api/v1/docs lists what there is.");
  const allowed = namesOf(found);
  throw new Refusal(405, `${method} does not work here; ${allowed.join(", ")} does.`, {
    headers: { allow: allowed.join(", ") },
  });
}

export async function allowedMethods(path: `/${string}`): Promise<string[]> {
  return namesOf(await matchesAt(path));
}

type Match = NonNullable<Awaited<ReturnType<typeof matcher.match>>>;
type Found = { method: (typeof methods)[number]; match: Match };

/**
 * What each method finds at an address. Where a word stands in the path of one of them, it is no number or key for the
 * others: PATCH /feedback/similar is no edit of an entry "similar".
 */
async function matchesAt(path: `/${string}`): Promise<Found[]> {
  const found: Found[] = [];
  for (const method of methods) {
    const match = await matcher.match(method, path);
    if (match) found.push({ method, match });
  }
  const paramsOf = ({ match }: Found) => Object.keys(match.params ?? {}).length;
  const fewest = Math.min(...found.map(paramsOf));
  return found.filter((one) => paramsOf(one) === fewest);
}

function namesOf(found: Found[]): string[] {
  return found.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}
