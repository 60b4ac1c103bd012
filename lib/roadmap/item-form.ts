import { type Fault, invalid } from "#lib/core/errors.ts";
import { readPercentRange } from "#lib/core/percent-range.ts";

/**
 * The item form's fields, read into the input of `createItem` and `editItem`. Expectations and confidence are typed in
 * percent. What cannot be read at all is refused here, in the form's own field names; the rest is the verb's to judge.
 */
export function readItemForm(form: FormData): Record<string, unknown> {
  const faults: Fault[] = [];
  const input = {
    title: String(form.get("title") ?? ""),
    description: text(form, "description") ?? "",
    objective: text(form, "objective") ?? null,
    system: text(form, "system") ?? null,
    expected: expectedOf(form, faults),
    expectation: text(form, "expectation") ?? "",
    reach: numberOf(form, "reach", faults),
    impact: numberOf(form, "impact", faults),
    confidence: shareOf(form, faults),
    effort: numberOf(form, "effort", faults),
    owner: text(form, "owner") ?? null,
    team: text(form, "team") ?? null,
    published: form.get("published") !== null,
  };
  if (faults.length > 0) throw invalid(faults);
  return input;
}

function expectedOf(form: FormData, faults: Fault[]) {
  const metric = text(form, "expected.metric");
  if (!metric) return null;
  const range = readPercentRange({
    direction: text(form, "expected.direction") ?? "fall",
    from: text(form, "expected.from") ?? "",
    to: text(form, "expected.to") ?? "",
  });
  if (range) return { metric, ...range };
  faults.push({ path: "expected", message: "Give both ends of the range in percent, like 20 and 40." });
  return null;
}

function shareOf(form: FormData, faults: Fault[]): number | null {
  const percent = numberOf(form, "confidence", faults);
  return percent === null ? null : Number((percent / 100).toPrecision(12));
}

function numberOf(form: FormData, name: string, faults: Fault[]): number | null {
  const typed = text(form, name);
  if (typed === undefined) return null;
  const value = Number(typed.replace(",", ".").replace("%", "").trim());
  if (Number.isFinite(value)) return value;
  faults.push({ path: name, message: "Give a number, like 240 or 1.5." });
  return null;
}

function text(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
