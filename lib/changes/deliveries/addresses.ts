/** Addresses that come with a delivery: as links of a change, and what an address of a commit says by itself. */

export type Link = { kind: string; url: string };

/** A link for each address that is one, each once. */
export function linksOf(kind: string, ...urls: (string | null | undefined)[]): Link[] {
  const good = urls.flatMap((url) => (url && isWebAddress(url) ? [url] : []));
  return [...new Set(good)].map((url) => ({ kind, url }));
}

export function isWebAddress(text: string): boolean {
  return text.length <= 2_000 && /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** Addresses anywhere in a text, without the punctuation or markup behind them. */
export function addressesIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"'\\]+/gi) ?? [];
  return found.map((url) => url.replace(/[.,;:!?)\]]+$/, "")).filter(isWebAddress);
}

export type CodeEvidence = { repository?: string; commit?: string };

/** Repository and commit as they were told, else as the first address of a commit among the links tells them. */
export function codeEvidence(
  told: { repository?: string | null; commit?: string | null },
  links: Link[],
): CodeEvidence | null {
  const [linked] = links.flatMap(({ url }) => commitOf(url) ?? []);
  const repository = told.repository || linked?.repository;
  const commit = told.commit || linked?.commit;
  if (!repository && !commit) return null;
  return {
    ...(repository ? { repository: repository.slice(0, 300) } : {}),
    ...(commit ? { commit: commit.slice(0, 100) } : {}),
  };
}

/** "saypro/portal" of https://github.com/saypro/portal.git. */
export function repositoryName(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url.replace(/^[^@]*@[^:]*:/, "");
  return path.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
}

function commitOf(url: string): CodeEvidence | null {
  const { pathname } = new URL(url);
  const [, repository, commit] = /^\/(.+?)(?:\/-)?\/commits?\/([0-9a-f]{7,64})$/i.exec(pathname) ?? [];
  return repository && commit ? { repository, commit } : null;
}
