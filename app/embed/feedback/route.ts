import { randomBytes } from "node:crypto";
import { isAppError } from "#lib/core/errors.ts";
import { formPurpose, submitAnonymously } from "#lib/feedback/commands/submit-anonymously.ts";
import { type EmbedPage, embedHtml, embedPolicy } from "#lib/feedback/embed-page.ts";
import { feedbackSettings } from "#lib/feedback/queries/settings.ts";
import { requestAddress } from "#lib/server/auth/request-address.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { signedMoment, signMoment } from "#lib/server/signed-moment.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { getOrganisation } from "#lib/users/queries.ts";

export const dynamic = "force-dynamic";

const actor = systemActor("anonymous feedback");
const nothing = { title: "", body: "", system: "" };
const longestBody = 100_000;

export async function GET(request: Request): Promise<Response> {
  if (!(await feedbackSettings()).anonymous) return closed();
  const sent = new URL(request.url).searchParams.has("sent");
  return page({ state: sent ? "sent" : "open", refusal: null, typed: nothing });
}

export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > longestBody) return closed(413);
  const form = await request.formData();
  const field = (name: string) => String(form.get(name) ?? "");
  const typed = { title: field("title"), body: field("body"), system: field("system") };
  try {
    await submitAnonymously(actor, {
      ...typed,
      system: typed.system || null,
      website: field("website"),
      opened: field("opened"),
      address: requestAddress(request.headers.get("x-forwarded-for")),
    });
    return new Response(null, { status: 303, headers: { location: "/embed/feedback?sent" } });
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "NOT_FOUND") return closed();
    const status = error.code === "LIMIT" ? 429 : error.code === "INVALID" ? 422 : 503;
    const refusal = error.faults[0]?.message ?? error.message;
    // It was opened when it was first shown: who was too quick once need not wait anew at every try.
    const opened = isFresh(field("opened")) ? field("opened") : undefined;
    return page({ state: "open", refusal, typed, opened }, status, error.retryAfterSeconds);
  }
}

async function page(
  {
    opened = signMoment(formPurpose, new Date()),
    ...shown
  }: Pick<EmbedPage, "state" | "refusal" | "typed"> & { opened?: string | undefined },
  status = 200,
  retryAfter: number | null = null,
): Promise<Response> {
  const [organisation, systems] = await Promise.all([
    getOrganisation(actor),
    listSystems(actor, { limit: 200 }),
  ]);
  const nonce = randomBytes(16).toString("base64");
  const html = embedHtml(
    { organisation: organisation.name, systems: systems.items, opened, ...shown },
    nonce,
  );
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": embedPolicy(nonce),
      "cache-control": "no-store",
      ...(retryAfter === null ? {} : { "retry-after": String(retryAfter) }),
    },
  });
}

const hour = 3_600_000;

function isFresh(opened: string): boolean {
  const at = signedMoment(formPurpose, opened);
  return at !== null && Date.now() - at.getTime() < hour;
}

function closed(status = 404): Response {
  return new Response("There is no form at this address.", { status });
}
