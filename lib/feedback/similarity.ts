/**
 * Which of a few candidates say the same as a sentence: the share of its meaning words that they have too, rare words
 * counting more than common ones. Words are compared by a light stem, by a small list of words that mean the same to
 * people who complain about software, and by trigrams, so that a slip of the keyboard does not separate them.
 */

export type Candidate = { id: string; title: string; body: string };

/** The ids of the candidates that are similar enough to be shown, the most similar first. */
export function mostSimilar(written: string, candidates: Candidate[]): string[] {
  const asked = [...new Set(conceptsOf(written))];
  if (asked.length === 0) return [];
  const known = candidates.map((candidate) => ({
    id: candidate.id,
    title: [...new Set(conceptsOf(candidate.title))],
    body: [...new Set(conceptsOf(candidate.body))],
  }));
  const rarity = (word: string) => {
    const having = known.filter(({ title, body }) => title.includes(word) || body.includes(word)).length;
    return Math.log(1 + (known.length + 1) / (having + 0.5));
  };
  const weights = asked.map((word) => ({ word, weight: rarity(word) }));
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  return known
    .map(({ id, title, body }) => {
      const found = weights.reduce((sum, { word, weight }) => sum + weight * nearness(word, title, body), 0);
      // Of two that share as much, the one that says less besides is nearer.
      const beside = title.filter(
        (word) => !weights.some((one) => nearness(one.word, [word], []) > 0.5),
      ).length;
      return { id, score: found / whole - 0.02 * beside };
    })
    .filter(({ score }) => score >= 0.2)
    .sort((one, other) => other.score - one.score)
    .map(({ id }) => id);
}

const inBody = 0.6;

function nearness(word: string, title: string[], body: string[]): number {
  if (title.includes(word)) return 1;
  const slip = Math.max(0, ...title.map((other) => likeness(word, other)));
  return Math.max(slip >= 0.45 ? slip : 0, body.includes(word) ? inBody : 0);
}

/** How many three-letter pieces two words share, 0 to 1 (as pg_trgm counts them). */
function likeness(one: string, other: string): number {
  if (one.length < 4 || other.length < 4) return 0;
  const [a, b] = [piecesOf(one), piecesOf(other)];
  const shared = [...a].filter((piece) => b.has(piece)).length;
  return shared / (a.size + b.size - shared);
}

function piecesOf(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3)));
}

/** The words that carry meaning, by stem or by the group they belong to. */
function conceptsOf(text: string): string[] {
  return wordsOf(text).map((word) => groupOf.get(stemOf(word)) ?? stemOf(word));
}

/** Each meaning of a sentence once: the word as it was written, and the words that mean the same. */
export function meaningsOf(text: string): { word: string; alike: string[] }[] {
  const written = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const meanings = written.flatMap((word) => conceptsOf(word).map((concept) => [concept, word] as const));
  return [...new Map(meanings)].map(([concept, word]) => ({
    word,
    alike: sameMeaning.find(([name]) => concept === `=${name}`) ?? [],
  }));
}

function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !empty.has(word));
}

/** English endings only, as far as they make "pictures" and "picture" one word. */
function stemOf(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  return word
    .replace(/(?<=..)ies$/, "y")
    .replace(/(?<=...)(sses|shes|ches|xes)$/, (end) => end.slice(0, -2))
    .replace(/(?<=..[^su])s$/, "")
    .replace(/(?<=...)(ing|ed|ly|ment|al)$/, "")
    .replace(/(?<=..)([bdgklmnprt])\1$/, "$1")
    .replace(/(?<=...)e$/, "");
}

const empty = new Set(
  (
    "a an the and or of in on at to for from with by as is are was were be been it its this that these those i me my we our " +
    "you your he she they them their do does did not no don doesn didn t can cannot could should would will please let want " +
    "like need have has had get gets got there here when while if then than so too very much more most some any all each every " +
    "one what which who how why again after before over under up down out off only just also into about because although " +
    "s m ve re ll"
  ).split(" "),
);

/** Words that mean the same to somebody who complains about software or asks for something in it. */
const sameMeaning: string[][] = [
  [
    "slow",
    "slowly",
    "slower",
    "sluggish",
    "ages",
    "forever",
    "lag",
    "laggy",
    "hang",
    "hangs",
    "stuck",
    "freeze",
    "delay",
    "wait",
    "late",
    "spinner",
    "buffer",
    "buffering",
  ],
  ["picture", "image", "photo"],
  ["phone", "mobile", "smartphone", "iphone", "android"],
  ["login", "logon", "signin", "sign", "log", "logged", "signed"],
  ["outage", "down", "unavailable", "offline", "downtime"],
  ["error", "fail", "fails", "failed", "broken", "break", "crash", "bug", "refuse", "refused", "wrong"],
  ["lost", "gone", "disappear", "vanish", "missing", "empty"],
  ["mail", "email", "e-mail", "message"],
  ["twice", "two", "double", "duplicate"],
  ["several", "many", "bulk", "multiple"],
  ["payment", "pay", "invoice", "due"],
  ["dark", "night"],
  ["theme", "mode"],
  ["find", "search", "look"],
  ["text", "letter", "font", "word"],
  ["small", "tiny", "little"],
  ["total", "sum", "amount"],
  ["video", "film", "movie", "clip"],
  ["lesson", "course", "class"],
  ["sort", "order"],
  ["revenue", "income", "earning"],
  ["spreadsheet", "excel", "csv", "sheet"],
  ["chart", "graph", "diagram"],
  ["list", "table", "history"],
  ["file", "attachment", "document"],
  ["learner", "student", "pupil"],
  ["holiday", "vacation", "away"],
  ["old", "earlier", "previous"],
];
const groupOf = new Map(
  sameMeaning.flatMap((group) => group.map((word) => [stemOf(word), `=${group[0]}`] as const)),
);
