const anywhere = "http://portal.invalid";

/**
 * A path inside the portal to go on to after signing in, or "/" for anything else: another origin, a scheme, an API
 * call, the sign-in page itself. `origin` lets an absolute address of this portal count as its path.
 */
export function safePath(target: string | null | undefined, origin = anywhere): string {
  if (!target || target.length > 2000 || !isPathLike(target, origin)) return "/";
  const url = parsed(target, origin);
  if (!url || url.origin !== new URL(origin).origin) return "/";
  if (unfit.some((prefix) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`))) return "/";
  return url.pathname.startsWith("//") ? "/" : `${url.pathname}${url.search}${url.hash}`;
}

/** Nothing to land on: calls, and pages that only make sense signed out. */
const unfit = ["/api", "/_next", "/sign-in", "/setup", "/invitation", "/unsubscribe", "/shared"];

function isPathLike(target: string, origin: string): boolean {
  return target.startsWith("/") || target.startsWith(`${origin}/`) || target === origin;
}

function parsed(target: string, origin: string): URL | null {
  return URL.canParse(target, origin) ? new URL(target, origin) : null;
}
