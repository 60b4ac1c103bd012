/**
 * The feedback form for other people's pages, as one plain HTML document: no script, no cookies, nothing from elsewhere.
 * Every text is escaped on its way in.
 */

import { escaped, plainPage } from "#lib/core/plain-page.ts";

export type EmbedPage = {
  organisation: string;
  systems: { key: string; name: string }[];
  /** When it was opened, signed: the form gives it back. */
  opened: string;
  state: "open" | "sent";
  /** What to mend, in words; null before anything was sent. */
  refusal: string | null;
  typed: { title: string; body: string; system: string };
};

export function embedHtml(page: EmbedPage, nonce: string): string {
  const heading = page.state === "sent" ? "Thank you" : "Say what is slow or broken";
  return plainPage({
    title: `${heading} · ${page.organisation}`,
    description: "Say what is slow or broken, without signing in.",
    main: `<p class="quiet">${escaped(page.organisation)}</p>\n${page.state === "sent" ? thanks : form(page)}`,
    style,
    nonce,
  });
}

/** Any page may frame it: it has no session, so nothing can be clicked in somebody's name. */
export function embedPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors *",
  ].join("; ");
}

const thanks = `<h1>Thank you</h1>
<p>It is read by a person before anybody else sees it.</p>
<p><a href="/embed/feedback">Say something else</a></p>`;

function form({ systems, opened, refusal, typed }: EmbedPage): string {
  const options = systems.map(
    ({ key, name }) =>
      `<option value="${escaped(key)}"${key === typed.system ? " selected" : ""}>${escaped(name)}</option>`,
  );
  return `<h1>Say what is slow or broken</h1>
${refusal === null ? "" : `<p class="refusal" role="alert">${escaped(refusal)}</p>`}
<form method="post" action="/embed/feedback">
<input type="hidden" name="opened" value="${escaped(opened)}">
<label for="title">In one sentence</label>
<span class="quiet" id="title-hint">What were you doing, and what happened?</span>
<input id="title" name="title" maxlength="200" required aria-describedby="title-hint" value="${escaped(typed.title)}">
<label for="system">Where?</label>
<select id="system" name="system"><option value="">I do not know</option>${options.join("")}</select>
<label for="body">More, if you like</label>
<span class="quiet" id="body-hint">Please no passwords and no personal data of others</span>
<textarea id="body" name="body" rows="4" maxlength="10000" aria-describedby="body-hint">${escaped(typed.body)}</textarea>
<div class="away" aria-hidden="true"><label for="website">Leave this empty</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<button>Send</button>
</form>
<p class="quiet">A person reads it before anybody else sees it.</p>`;
}

const style = `
main { max-width: 36rem; padding: 1.25rem; }
h1 { margin: 0.25rem 0 1rem; }
label { display: block; margin-top: 1.25rem; font-weight: 600; }
.quiet { display: block; margin: 0; color: var(--muted); font-size: 0.875rem; }
input, select, textarea { box-sizing: border-box; width: 100%; min-height: 2.75rem; margin-top: 0.375rem; padding: 0.5rem 0.75rem;
  border: 1px solid var(--control); border-radius: 4px; background: var(--paper); color: inherit; font: inherit; }
button { min-height: 2.75rem; margin: 1.5rem 0 1rem; padding: 0.5rem 1.25rem; border: 0; border-radius: 4px;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 500; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
.refusal { border-left: 3px solid var(--danger); padding-left: 1rem; color: var(--danger); font-weight: 500; }
.away { position: absolute; left: -999rem; }
`;
