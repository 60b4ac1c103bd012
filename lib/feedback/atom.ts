/** A feed as Atom (RFC 4287). Everything is text: nothing that people wrote becomes markup in a reader. */

export type Feed = {
  /** Stable and unique, whatever the address under which it is read. */
  id: string;
  title: string;
  /** The page that it tells of. */
  page: string;
  updated: string;
  entries: FeedEntry[];
};

export type FeedEntry = {
  id: string;
  title: string;
  page: string;
  updated: string;
  author: string;
  summary: string;
};

/** `base` is the portal's own address; pages are paths under it. */
export function atomXml(feed: Feed, base: string): string {
  const address = (path: string) => escaped(new URL(path, base).href);
  const entries = feed.entries.map(
    (entry) => `  <entry>
    <id>${escaped(entry.id)}</id>
    <title>${escaped(entry.title)}</title>
    <link rel="alternate" type="text/html" href="${address(entry.page)}"/>
    <updated>${entry.updated}</updated>
    <author><name>${escaped(entry.author)}</name></author>
    <summary type="text">${escaped(entry.summary)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escaped(feed.id)}</id>
  <title>${escaped(feed.title)}</title>
  <link rel="alternate" type="text/html" href="${address(feed.page)}"/>
  <updated>${feed.updated}</updated>
${entries.join("")}</feed>
`;
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(notXml, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

// What XML 1.0 cannot hold, however it is written.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
