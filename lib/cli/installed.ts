import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#lib/core/errors.ts";

/**
 * Refuses to run on packages of another version of the portal, as after a pull without `npm ci`: what would come
 * instead is a stack trace about a module that is missing, or an old one doing something else.
 */
export function requireInstalled(projectDir: string): void {
  const wanted = packagesIn(join(projectDir, "package-lock.json"));
  const installed = packagesIn(join(projectDir, "node_modules", ".package-lock.json"));
  if (!wanted || !installed) return;
  const stale = stalePackage(wanted, installed);
  if (!stale) return;
  const found = stale.found ? `version ${stale.found} is here` : "it is not here";
  throw new AppError(
    "CONFLICT",
    `This version of the portal needs ${stale.name} ${stale.needed}, and ${found}. Run npm ci, then try again.`,
  );
}

type Package = { version?: string; optional?: boolean; devOptional?: boolean; dev?: boolean; peer?: boolean };
type Packages = Record<string, Package>;

/** The first package that the lock file asks for and that is not installed as it says. */
export function stalePackage(wanted: Packages, installed: Packages) {
  for (const [place, { version, ...kind }] of Object.entries(wanted)) {
    if (place === "" || version === undefined) continue;
    const found = installed[place]?.version;
    // Other systems' binaries are left out by npm, and what only development needs by whoever asks for that.
    const mayBeAbsent = kind.optional || kind.devOptional || kind.dev || kind.peer;
    if (found === version || (found === undefined && mayBeAbsent)) continue;
    return { name: place.replace(/^.*node_modules\//, ""), needed: version, found: found ?? null };
  }
  return null;
}

/** npm's own lists; none where another package manager installed. */
function packagesIn(file: string): Packages | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}
