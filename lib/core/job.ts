import type { z } from "zod";

/**
 * Work that is done later, by a worker. A noun declares it; lib/cli/jobs.ts pairs it with the command that does it, so
 * that news can flow to nouns that come later in the line.
 */
export type Job<Payload> = {
  /** noun.verb, the queue's name. */
  name: string;
  payload: z.ZodType<Payload>;
  /** How often it is tried again after a failure. */
  retries: number;
  /** A cron line in UTC for what happens by itself, with an empty payload; null for what is sent. */
  schedule: string | null;
};

export function job<Payload>(declared: Job<Payload>): Job<Payload> {
  return declared;
}
