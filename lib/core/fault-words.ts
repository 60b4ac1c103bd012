import type { z } from "zod";

/** What is wrong with an input, in words for people also where a schema has none of its own. */
export function faultWords(issue: z.core.$ZodIssue): string {
  if (!/^(Invalid (input|option|string)|Too (big|small)|Unrecognized)\b/.test(issue.message))
    return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return `${isMissing(issue.message) ? "This is missing. " : ""}Give ${nouns[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return `Choose one of ${issue.values.map(String).join(", ")}.`;
    case "too_big":
      return `Give ${issue.inclusive === false ? "less than" : "at most"} ${amount(issue.maximum, issue.origin)}.`;
    case "too_small":
      return `Give ${issue.inclusive === false ? "more than" : "at least"} ${amount(issue.minimum, issue.origin)}.`;
    default:
      return "This is not of a kind that is taken here; the reference at /api/v1/docs says what is.";
  }
}

const nouns: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object: { … }",
  record: "an object: { … }",
  date: "a date",
};

const counted: Record<string, string> = {
  string: "characters",
  array: "entries",
  set: "entries",
  object: "fields",
  map: "entries",
  file: "bytes",
};

function amount(limit: number | bigint, origin: string): string {
  const unit = counted[origin];
  return unit ? `${limit.toLocaleString("en")} ${unit}` : limit.toLocaleString("en");
}

function isMissing(message: string): boolean {
  return message.endsWith("received undefined");
}
