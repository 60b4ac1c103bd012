import { faultyFile, quoted } from "./faults.ts";
import { readNumber } from "./numbers.ts";

export type JsonRecord = Record<string, unknown>;

/** Parses JSON. Bare NaN and Infinity (Python writes them) become null. Refuses the rest, naming the line. */
export function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const mended = withoutBareNaN(text);
    if (mended !== text) return parseJson(mended, fileName);
    throw jsonFault(text, fileName, error);
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The record at `where`, or a refusal that names the place. */
export function recordAt(value: unknown, where: string, fileName: string): JsonRecord {
  if (isRecord(value)) return value;
  throw faultyFile(fileName, `${where} is ${kindOf(value)}, an object was expected.`);
}

export function listAt(value: unknown, where: string, fileName: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw faultyFile(fileName, `${where} is ${kindOf(value)}, a list was expected.`);
}

/** A number; `null` for null, absent, NaN and infinite ones. Refuses text that is none, naming the place. */
export function numberAt(value: unknown, where: string, fileName: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  const number = typeof value === "string" ? readNumber(value) : undefined;
  if (number !== undefined) return number;
  throw faultyFile(fileName, `${where} is ${kindOf(value)}, a number was expected.`);
}

export function textAt(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return quoted(value);
  return typeof value === "object" ? "an object" : String(value);
}

function withoutBareNaN(text: string): string {
  return text.replaceAll(/(?<=[[,:\s])[+-]?(NaN|Infinity)(?=\s*[\],}])/g, "null");
}

function jsonFault(text: string, fileName: string, error: unknown) {
  const message = error instanceof Error ? error.message : "";
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
  const line = text.slice(0, position).split("\n").length;
  const atEnd = position >= text.trimEnd().length;
  if (atEnd) return faultyFile(fileName, "the JSON ends in the middle: the file looks cut off.", line);
  return faultyFile(fileName, `this is not JSON, at ${quoted(text.slice(position, position + 20))}.`, line);
}
