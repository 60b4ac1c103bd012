import type { z } from "zod";
import { type Fault, invalid } from "#lib/core/errors.ts";
import { faultWords } from "#lib/core/fault-words.ts";

/** Parses input at the door of a verb. Throws INVALID naming every fault by its path. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalid(faultsOf(result.error));
}

function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, []));
}

function faultsOfIssue(issue: z.core.$ZodIssue, above: PropertyKey[]): Fault[] {
  const place = [...above, ...issue.path];
  const path = place.map(String).join(".");
  if (issue.code === "invalid_union") {
    const meant = meantBranch(issue.errors);
    if (meant) return meant.flatMap((inner) => faultsOfIssue(inner, place));
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: path ? `${path}.${key}` : key,
      message: "There is no such field. Remove it or check its spelling.",
    }));
  }
  return [{ path, message: faultWords(issue) }];
}

/** Of several shapes the one that was evidently meant: it fits so far that its faults lie inside it. */
function meantBranch(branches: z.core.$ZodIssue[][]): z.core.$ZodIssue[] | null {
  const inside = branches.filter(
    (issues) => issues.length > 0 && issues.every((issue) => issue.path.length > 0),
  );
  return inside.toSorted((a, b) => a.length - b.length)[0] ?? null;
}
