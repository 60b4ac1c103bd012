import { type ChainedEvent, chainedText, genesis, type Head } from "#lib/core/audit/chain.ts";

/** How the log is read: in order, a piece at a time, and by hash once something does not fit. */
export type ChainSource = {
  head: Head;
  /** Rows by link and position, after this one; empty when there are no more. */
  after: (last: ChainedEvent | null) => Promise<ChainedEvent[]>;
  withHash: (hash: string) => Promise<ChainedEvent | null>;
  /** The rows that say they follow this hash, by link and position; a few are enough. */
  following: (hash: string) => Promise<ChainedEvent[]>;
  /** A row that was never sealed, or stands behind the head. */
  stray: { position: string } | null;
  sha256: (text: string) => string;
};

/**
 * edited: what a row says is not what was sealed. removed: rows are missing. inserted: a row is there that nobody
 * sealed. order: rows stand at other places than they were sealed at. fork: two rows follow the same one, both with
 * rows behind them.
 */
export type DamageKind = "edited" | "removed" | "inserted" | "order" | "fork";

export type Damage = {
  kind: DamageKind;
  /** The place in the chain where it shows first. */
  link: number;
  /** The first bad row; null when that row is gone. */
  position: string | null;
  sentence: string;
};

/** `count` rows from the first on are whole; `hash` is the last one's. */
export type ChainState = { count: number; hash: string; damage: Damage | null };

/** What somebody kept elsewhere: a head of earlier. */
export type Anchor = { hash: string; count: number | null };

/** Walks the whole chain, a piece at a time, and names the first row that does not fit and why. */
export async function verifyChain(source: ChainSource, anchor: Anchor | null = null): Promise<ChainState> {
  let whole: Head = { count: 0, hash: genesis };
  let last: ChainedEvent | null = null;
  let anchoredAt = anchor?.hash === genesis ? 0 : null;
  for (let rows = await source.after(null); rows.length > 0; rows = await source.after(last)) {
    for (const row of rows) {
      if (!fits(source, whole, row)) return { ...whole, damage: await damageAt(source, whole, last, row) };
      whole = { count: row.link, hash: row.hash ?? "" };
      last = row;
      if (anchor && row.hash === anchor.hash) anchoredAt = row.link;
    }
  }
  const damage = (await damageAtEnd(source, whole, last)) ?? damageToAnchor(anchor, anchoredAt, whole);
  return { ...whole, damage };
}

function fits(source: ChainSource, whole: Head, row: ChainedEvent): boolean {
  return row.link === whole.count + 1 && row.previousHash === whole.hash && isOwn(source, row);
}

/** Whether the row's hash is that of what it says. */
function isOwn(source: ChainSource, row: ChainedEvent): boolean {
  return row.hash === source.sha256(chainedText(row.previousHash ?? "", row));
}

async function damageAt(
  source: ChainSource,
  whole: Head,
  last: ChainedEvent | null,
  row: ChainedEvent,
): Promise<Damage> {
  const link = whole.count + 1;
  if (row.previousHash === whole.hash) {
    if (isOwn(source, row)) return moved(link, row);
    const rivals = (await source.following(whole.hash)).filter((one) => one.position !== row.position);
    return rivals.some((one) => isOwn(source, one)) ? inserted(link, row) : edited(link, row);
  }
  const first = row.previousHash === genesis;
  const parent = await parentOf(source, row);
  if (!isOwn(source, row)) {
    const apart = (first || parent !== null) && !(await isFollowed(source, row));
    return apart ? inserted(link, row) : edited(link, row);
  }
  if (!first && parent === null) return missingBefore(whole, last, row);
  if (parent && parent.link > row.link) return moved(link, row);
  return rivalOf(source, row.previousHash ?? genesis, link, row);
}

async function parentOf(source: ChainSource, row: ChainedEvent): Promise<ChainedEvent | null> {
  return row.previousHash === null ? null : source.withHash(row.previousHash);
}

async function isFollowed(source: ChainSource, row: ChainedEvent): Promise<boolean> {
  if (row.hash === null) return false;
  return row.hash === source.head.hash || (await source.following(row.hash)).length > 0;
}

/** Several rows follow one: those that nothing follows were put in. */
async function rivalOf(
  source: ChainSource,
  parent: string,
  link: number,
  row: ChainedEvent,
): Promise<Damage> {
  const rivals = await source.following(parent);
  for (const rival of rivals) {
    if (!(await isFollowed(source, rival))) return inserted(rival.link, rival);
  }
  const first = rivals[0];
  const branch = rivals.find((rival) => rival.position !== first?.position) ?? row;
  return {
    kind: "fork",
    link,
    position: branch.position,
    sentence: `The chain forks: rows at the positions ${first?.position ?? row.position} and ${branch.position} follow the same row.`,
  };
}

/** The row names one before it that is not there: it was taken away, or it was written anew with another hash. */
function missingBefore(whole: Head, last: ChainedEvent | null, row: ChainedEvent): Damage {
  const gone = row.link - whole.count - 1;
  if (gone > 0 || last === null) {
    const place = last ? `between the positions ${last.position} and ${row.position}` : "at the beginning";
    return removed(whole.count + 1, `${rowsWere(Math.max(gone, 1))} removed ${place}.`);
  }
  return {
    kind: "edited",
    link: last.link,
    position: last.position,
    sentence: `The row at position ${last.position} (${last.action}) was written anew: the row after it was sealed upon another one.`,
  };
}

async function damageAtEnd(
  source: ChainSource,
  whole: Head,
  last: ChainedEvent | null,
): Promise<Damage | null> {
  if (source.stray && whole.hash !== source.head.hash) {
    // A row in front of it may have pushed the newest behind the head.
    const newest = await source.withHash(source.head.hash);
    if (newest) return damageAt(source, whole, last, newest);
  }
  const gone = source.head.count - whole.count;
  if (gone > 0) {
    const place = last ? `after position ${last.position}` : "and nothing is left";
    return removed(whole.count + 1, `${rowsWere(gone)} removed ${place}.`);
  }
  if (source.stray) {
    return {
      kind: "inserted",
      link: whole.count + 1,
      position: source.stray.position,
      sentence: `The row at position ${source.stray.position} was put in: it was never sealed.`,
    };
  }
  if (whole.hash === source.head.hash) return null;
  return {
    kind: "edited",
    link: whole.count,
    position: last?.position ?? null,
    sentence: `The newest row (position ${last?.position ?? "none"}) was written anew: the log's head was sealed upon another one.`,
  };
}

function damageToAnchor(anchor: Anchor | null, anchoredAt: number | null, whole: Head): Damage | null {
  if (!anchor || (anchoredAt !== null && (anchor.count ?? anchoredAt) === anchoredAt)) return null;
  if (anchoredAt !== null) {
    return removed(
      anchoredAt,
      `The expected hash is the one of row ${anchoredAt}, not of row ${anchor.count}.`,
    );
  }
  const cut = anchor.count !== null && anchor.count > whole.count;
  return removed(
    whole.count + 1,
    cut
      ? `The log has ${whole.count} rows and had ${anchor.count}: the newest were removed.`
      : "No row has the expected hash: the newest rows were removed, or the log was written anew.",
  );
}

function edited(link: number, row: ChainedEvent): Damage {
  const sentence = `The row at position ${row.position} (${row.action}) was edited: its content does not give its hash.`;
  return { kind: "edited", link, position: row.position, sentence };
}

function inserted(link: number, row: ChainedEvent): Damage {
  const sentence = `The row at position ${row.position} (${row.action}) was put in: the chain goes on without it.`;
  return { kind: "inserted", link, position: row.position, sentence };
}

function moved(link: number, row: ChainedEvent): Damage {
  const sentence = `The row at position ${row.position} (${row.action}) is out of order: it was sealed at another place than ${link}.`;
  return { kind: "order", link, position: row.position, sentence };
}

function removed(link: number, sentence: string): Damage {
  return { kind: "removed", link, position: null, sentence };
}

function rowsWere(count: number): string {
  return count === 1 ? "1 row was" : `${count} rows were`;
}
