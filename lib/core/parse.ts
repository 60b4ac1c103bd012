import type { z } from "zod";
import { type Fault, invalid } from "#lib/core/errors.ts";

/** Parses input at the door of a verb. Throws INVALID naming every fault by its path. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalid(faultsOf(result.error));
}

export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: path ? `${path}.${key}` : key,
        message: "There is no such field. Remove it or check its spelling.",
      }));
    }
    return [{ path, message: issue.message }];
  });
}
