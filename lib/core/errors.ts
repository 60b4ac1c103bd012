/** The eight ways a verb can fail. A door turns the code into a status; details travel as data. */
export type ErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "INVALID"
  | "CONFLICT"
  | "LIMIT"
  | "UNAVAILABLE"
  | "INTERNAL";

/** One fault in the input: where it is (`metrics.0.unit`) and how to mend it. */
export type Fault = { path: string; message: string };

type Details = { faults?: Fault[]; retryAfterSeconds?: number; cause?: unknown };

/** An error meant for people: the message says what happened, to which input, and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly faults: Fault[];
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.faults = details.faults ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** Refuses the whole input, naming every fault. */
export function invalid(faults: Fault[], message?: string): AppError {
  return new AppError("INVALID", message ?? summaryOf(faults), { faults });
}

function summaryOf(faults: Fault[]): string {
  const first = faults[0];
  if (!first) return "The input is not valid.";
  const rest = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  return first.path ? `${first.path}: ${first.message}${rest}` : `${first.message}${rest}`;
}
