import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { env } from "#lib/server/env.ts";

/** Kept by browsers for a year and named with its hash by other people's pages: a changed file gets another number. */
const path = "/embed/feedback-form-1.js";

/** What other pages name the form's script by: its address, and the hash without which a browser does not run it. */
export async function embedScript(actor: Actor): Promise<{ src: string; integrity: string }> {
  authorize(actor, "feedback.configure");
  const text = await readFile(join(env.PROJECT_DIR, "public", path));
  const hash = createHash("sha384").update(text).digest("base64");
  return { src: new URL(path, env.BASE_URL).href, integrity: `sha384-${hash}` };
}
