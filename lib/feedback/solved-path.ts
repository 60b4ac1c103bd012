/** Where "solved for you?" is asked: the entry, and the change that it is asked about. */
type Question = { number: number; change: number };

export function solvedPath({ number, change }: Question): string {
  return `/feedback/${number}?change=${change}#solved`;
}

/** What a path asks; null for one that asks nothing. */
export function questionAt(path: string): Question | null {
  const [, number, change] = /^\/feedback\/(\d{1,9})\?change=(\d{1,9})#solved$/.exec(path) ?? [];
  return number && change ? { number: Number(number), change: Number(change) } : null;
}
