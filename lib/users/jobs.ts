import { z } from "zod";
import { job } from "#lib/core/job.ts";

/** Twice an hour: what is remembered for a while only goes, counts of attempts and answers to repeated requests. */
export const forgetExpiredJob = job({
  name: "expired.clean-up",
  payload: z.strictObject({}),
  retries: 3,
  schedule: "*/30 * * * *",
});

/**
 * Mails what is due. News that is wanted at once asks for it; every quarter of an hour it runs by itself, because 08:00
 * somewhere is always on a quarter, and to send what a server that was down did not take.
 */
export const deliverMailJob = job({
  name: "mail.deliver",
  payload: z.strictObject({}),
  retries: 5,
  schedule: "*/15 * * * *",
});

/** A one-time link goes to whom it is for. A server that is down is asked again for some hours. */
export const mailLinkJob = job({
  name: "link.mail",
  payload: z.strictObject({ invitationId: z.uuid() }),
  retries: 14,
  schedule: null,
});
