import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError } from "#lib/core/errors.ts";
import { env } from "#lib/server/env.ts";

/** The data directory, made when it is missing. Throws UNAVAILABLE when it cannot be written. */
export async function dataFolder(): Promise<string> {
  const folder = resolve(env.PROJECT_DIR, env.DATA_DIR);
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 });
    await access(folder, constants.W_OK | constants.X_OK);
    const probe = join(folder, `.probe-${process.pid}`);
    await writeFile(probe, randomBytes(4_096));
    await rm(probe);
  } catch (error) {
    throw new AppError("UNAVAILABLE", `The data directory ${folder} cannot be written: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  return folder;
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOSPC") return "the disk is full";
  if (code === "EACCES" || code === "EPERM") return "it belongs to somebody else";
  if (code === "EROFS") return "the disk is read-only";
  if (code === "EEXIST" || code === "ENOTDIR") return "there is a file of that name in the way";
  return error instanceof Error ? error.message : String(error);
}

/** One supervisor at a time on a data directory. The lock of one that was killed is taken over. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, "portal.pid");
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = await open(file, "wx", 0o600);
      await handle.write(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(await readFile(file, "utf8").catch(() => "0"));
      if (await isPortal(holder)) {
        throw new AppError(
          "CONFLICT",
          `A portal (process ${holder}) is running on ${folder}. Stop it first, or set DATA_DIR to another folder.`,
        );
      }
      await rm(file, { force: true });
    }
  }
  throw new AppError("CONFLICT", `The data directory ${folder} is being taken by another portal right now.`);
}

/** Whether a process lives and is a portal: numbers of dead processes are given out again. */
async function isPortal(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "portal");
  return command.includes("portal") || command.includes("main.ts");
}

/** The secret that sessions are signed with: from the environment, else made once and kept in the data directory. */
export async function authSecret(folder: string): Promise<string> {
  if (env.AUTH_SECRET) return env.AUTH_SECRET;
  const file = join(folder, "auth-secret");
  try {
    await writeFile(file, randomBytes(48).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return (await readFile(file, "utf8")).trim();
}
