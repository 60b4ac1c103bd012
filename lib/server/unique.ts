import { AppError } from "#lib/core/errors.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

/** Runs a write and turns the database's "this key exists" into a CONFLICT that names the key. */
export async function refuseTaken<Result>(
  what: string,
  key: string,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("CONFLICT", `The key "${key}" is taken by another ${what}. Choose another one.`, {
      faults: [{ path: "key", message: "This key is taken. Choose another one." }],
      cause: error,
    });
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
