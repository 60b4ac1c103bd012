import { env } from "#lib/server/env.ts";

/**
 * One JSON line an event, on standard error. Values under names that sound like secrets are never written, whatever
 * a caller hands over.
 */

type Level = "debug" | "info" | "warn" | "error";
type Details = Record<string, unknown>;

const order: Level[] = ["debug", "info", "warn", "error"];

export const log = {
  debug: (event: string, details: Details = {}) => write("debug", event, details),
  info: (event: string, details: Details = {}) => write("info", event, details),
  warn: (event: string, details: Details = {}) => write("warn", event, details),
  error: (event: string, details: Details = {}) => write("error", event, details),
};

function write(level: Level, event: string, details: Details): void {
  if (order.indexOf(level) < order.indexOf(env.LOG_LEVEL)) return;
  const line = { at: new Date().toISOString(), level, event, ...details };
  process.stderr.write(`${JSON.stringify(line, withoutSecrets)}\n`);
}

const secretName = /password|secret|token|authorization|cookie|hash/i;

function withoutSecrets(name: string, value: unknown): unknown {
  if (name !== "" && secretName.test(name) && typeof value !== "number" && typeof value !== "boolean")
    return "[secret]";
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Error) {
    return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
  }
  return value;
}
