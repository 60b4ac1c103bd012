/**
 * News as mail: plain text, and the same as simple HTML. What people wrote is text in both, never markup, and a line
 * break in a title does not reach the subject.
 */

import { capitalised } from "#lib/core/words.ts";
import { kindOf, type NotificationEvent } from "#lib/users/notification-events.ts";

export type MailItem = {
  id: string;
  event: string;
  title: string;
  body: string;
  /** Each is given by one press on its own address. */
  answers: string[];
};

export type MailContent = { subject: string; text: string; html: string };

type Place = {
  organisation: string;
  /** Without a slash at its end. */
  baseUrl: string;
  /** Where a person may end mails like this one. */
  unsubscribeUrl: string;
};

const listedAtMost = 100;

/** One piece of news in a mail of its own. */
export function newsMail(item: MailItem, place: Place): MailContent {
  return mailOf(oneLine(item.title), [item], 0, `You get mail about this at once.`, place);
}

/** All that came since the digest before; a hundred in full, the rest as a count. */
export function digestMail(items: MailItem[], place: Place): MailContent {
  const [first] = items;
  if (first && items.length === 1) return mailOf(oneLine(first.title), [first], 0, digestNote, place);
  const listed = items.slice(0, listedAtMost);
  const subject = `${items.length.toLocaleString("en-GB")} pieces of news`;
  return mailOf(subject, listed, items.length - listed.length, digestNote, place);
}

const digestNote = "You get news like this gathered in one mail.";

function mailOf(subject: string, items: MailItem[], more: number, note: string, place: Place): MailContent {
  const { organisation, baseUrl, unsubscribeUrl } = place;
  const link = (item: MailItem) => `${baseUrl}/notifications/${item.id}`;
  const given = (item: MailItem) =>
    item.answers.map((answer) => ({ name: capitalised(answer), href: `${link(item)}?answer=${answer}` }));
  const settings = `${baseUrl}/settings/notifications`;
  const rest = more > 0 ? `And ${more.toLocaleString("en-GB")} more: ${baseUrl}/notifications` : "";
  const text = [
    ...items.map((item) =>
      [oneLine(item.title), item.body, ...given(item).map(({ name, href }) => `${name}: ${href}`), link(item)]
        .filter(Boolean)
        .join("\n"),
    ),
    ...(rest ? [rest] : []),
    [
      `-- `,
      organisation,
      `${note} Choose otherwise: ${settings}`,
      `No more mail like this: ${unsubscribeUrl}`,
    ].join("\n"),
  ].join("\n\n");
  const html = page(
    subject,
    `${items
      .map(
        (item) => `<div style="padding:12px 0;border-bottom:1px solid #d9dcdf">
<p style="margin:0"><a href="${escaped(link(item))}" style="color:#1c4fa8;font-weight:bold">${escaped(oneLine(item.title))}</a></p>
${item.body ? `<p style="margin:4px 0 0">${escaped(item.body).replaceAll("\n", "<br>")}</p>` : ""}
${item.answers.length > 0 ? `<p style="margin:8px 0 0">${given(item).map(answerLink).join(" ")}</p>` : ""}
</div>`,
      )
      .join("\n")}
${more > 0 ? `<p><a href="${escaped(`${baseUrl}/notifications`)}" style="color:#1c4fa8">And ${more.toLocaleString("en-GB")} more</a></p>` : ""}
<p style="margin:24px 0 0;font:13px/1.5 sans-serif;color:#5c636b">${escaped(organisation)}. ${escaped(note)}
<a href="${escaped(settings)}" style="color:#5c636b">Choose otherwise</a> ·
<a href="${escaped(unsubscribeUrl)}" style="color:#5c636b">No more mail like this</a></p>`,
  );
  return { subject, text: `${text}\n`, html };
}

function answerLink({ name, href }: { name: string; href: string }): string {
  const look =
    "display:inline-block;padding:8px 16px;border:1px solid #8d949c;border-radius:4px;color:#1b1e22";
  return `<a href="${escaped(href)}" style="${look};text-decoration:none">${escaped(name)}</a>`;
}

type LinkNews = {
  forPassword: boolean;
  organisation: string;
  /** Who made the link; null for the portal's own command line. */
  by: string | null;
  url: string;
  /** "4 Dec 2026, 09:12 GMT+2" */
  until: string;
};

/** An invitation, or a link to choose a new password. */
export function linkMail({ forPassword, organisation, by, url, until }: LinkNews): MailContent {
  const subject = forPassword
    ? `Choose a password for ${organisation}`
    : `You are invited to ${organisation}`;
  const maker = by ?? "An administrator";
  const said = forPassword
    ? `${maker} made a link with which you choose a new password. Your other sessions end when you use it.`
    : `${maker} invites you to the Optimization Portal of ${organisation}. With this link you choose a password and are in.`;
  const once = `It works once, until ${until}. If you did not expect it, leave it be.`;
  const text = `${said}\n\n${url}\n\n${once}\n`;
  const html = page(
    subject,
    `<p>${escaped(said)}</p>
<p><a href="${escaped(url)}" style="color:#1c4fa8;font-weight:bold">${escaped(subject)}</a></p>
<p style="font:13px/1.5 sans-serif;color:#5c636b">${escaped(once)}</p>`,
  );
  return { subject: oneLine(subject), text, html };
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 Georgia,serif;color:#1b1e22;background:#ffffff">
<div style="max-width:36em">
${body}
</div></body></html>
`;
}

/** What an unsubscribing address says it ends, in words. */
export function unsubscribedInWords(what: NotificationEvent | "digest"): string {
  return what === "digest"
    ? "daily and weekly mails"
    : `mails of this kind: ${kindOf(what).name.toLowerCase()}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
