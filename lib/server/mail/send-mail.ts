import nodemailer, { type Transporter } from "nodemailer";
import { env } from "#lib/server/env.ts";

export type OutgoingMail = {
  /** Names the mail in its Message-ID: sent twice by mishap, it is recognised as one. */
  id: string;
  to: { name: string; address: string };
  fromName: string;
  subject: string;
  text: string;
  html: string;
  /** Where one POST without signing in ends mails like this (RFC 8058). */
  unsubscribeUrl?: string;
};

/** Why a mail did not leave. `server`: no mail would have now. `later`: this one may another time. `never`: this one won't. */
export type MailFailure = "server" | "later" | "never";

export class MailError extends Error {
  readonly failure: MailFailure;

  constructor(failure: MailFailure, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.failure = failure;
  }
}

/** Hands one mail to the mail server. Resolves once the server has taken it, throws MailError when it has not. */
export async function sendMail(mail: OutgoingMail): Promise<void> {
  const { id, to, fromName, subject, text, html, unsubscribeUrl } = mail;
  try {
    await transporter().sendMail({
      from: { name: fromName, address: fromAddress() },
      to,
      subject,
      text,
      html,
      messageId: `<${id}@${mailHost()}>`,
      headers: {
        "Auto-Submitted": "auto-generated",
        ...(unsubscribeUrl
          ? {
              // Prepared: a folded address is not recognised by every reader.
              "List-Unsubscribe": { prepared: true, value: `<${unsubscribeUrl}>` },
              "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
          : {}),
      },
      // Nothing that people write is ever read as a file or fetched.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    throw new MailError(failureOf(error), error);
  }
}

function fromAddress(): string {
  return env.MAIL_FROM ?? `no-reply@${mailHost()}`;
}

function failureOf(error: unknown): MailFailure {
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  // Only what the server says to this reader or this text is about this mail. 421 ends the session, whoever it is for.
  const aboutThis = command === "RCPT TO" || command === "DATA";
  if (!aboutThis || responseCode === undefined || responseCode === 421) return "server";
  return responseCode >= 500 ? "never" : "later";
}

let known: { url: string; transporter: Transporter } | null = null;

function transporter(): Transporter {
  const url = env.SMTP_URL ?? "";
  if (known?.url !== url) {
    const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
    known = { url, transporter: nodemailer.createTransport({ url, ...timeouts }) };
  }
  return known.transporter;
}

/** A domain for what has to have one: the portal's own, where it has a name. */
function mailHost(): string {
  const { hostname } = new URL(env.BASE_URL);
  return /^[\d.]+$|^\[/.test(hostname) ? "localhost" : hostname;
}
