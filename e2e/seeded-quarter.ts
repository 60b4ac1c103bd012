import type { ShownOutcome } from "#lib/changes/model.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";
import type { caller } from "./api.ts";

type Call = ReturnType<typeof caller>;

type Wanted = {
  title: string;
  metric: keyof typeof metrics;
  before: number[];
  after: number[];
  /** What the engine must say of it: a quarter of every kind stays one. */
  outcome: ShownOutcome;
  prediction?: { low: number; high: number };
  /** Taken back after it was measured. */
  takenBack?: true;
  /** Of the quarter before the one that is looked at. */
  earlier?: true;
  area?: string;
  /** What it took and is said to save. */
  worth?: Partial<
    Record<"effortDays" | "spentOnce" | "runningCostPerYear" | "savingPerYear" | "savingBasis", string>
  >;
};

const savingBasis = "Fewer machines, by their price list.";

const metrics = {
  response: { name: "Transaction search, p95", unit: "ms", better: "lower", kind: "duration" },
  report: { name: "Month-end report", unit: "ms", better: "lower", kind: "duration" },
  memory: { name: "Worker memory", unit: "MB", better: "lower", kind: "size" },
  waiting: { name: "Wait for a lock", unit: "ms", better: "lower", kind: "duration" },
  throughput: { name: "Settled transactions", unit: "1/s", better: "higher", kind: "rate" },
  availability: { name: "Availability of the platform", unit: "ratio", better: "higher", kind: "ratio" },
  unmeasured: { name: "Time to first byte", unit: "ms", better: "lower", kind: "duration" },
} as const;

const random = seededRandom(7);
/** Repeats around a level; the same ones in every run of the test. */
const around = (level: number, spread: number, n = 12) =>
  Array.from({ length: n }, () => Number((level * (1 + spread * (2 * random.uniform() - 1))).toPrecision(6)));
const twice = { before: around(640, 0.02), after: around(520, 0.02) };
const worseTwice = { before: around(300, 0.02), after: around(352, 0.02) };

/** No digit in a title: whatever figure stands beside one is of its result. */
const wanted: Wanted[] = [
  {
    title: "Composite index",
    metric: "response",
    before: around(412, 0.02),
    after: around(331, 0.02),
    outcome: "improved",
    prediction: { low: -0.25, high: -0.15 },
    worth: { effortDays: "3", spentOnce: "1200.5", savingPerYear: "4200", savingBasis },
  },
  // An interval so wide that places behind the point say nothing.
  {
    title: "Pool of connections",
    metric: "response",
    before: around(412, 0.06, 20),
    after: around(381, 0.06, 20),
    outcome: "improved",
    prediction: { low: -0.4, high: -0.3 },
  },
  {
    title: "Materialised report",
    metric: "report",
    before: around(25_200, 0.03),
    after: around(4_130, 0.03),
    outcome: "improved",
  },
  {
    title: "Cache before the report",
    metric: "report",
    before: around(9_930, 0.02),
    after: around(8.4, 0.02),
    outcome: "improved",
    area: "code",
  },
  {
    title: "Batches",
    metric: "throughput",
    before: around(12, 0.03),
    after: around(171, 0.03),
    outcome: "improved",
    area: "code",
  },
  {
    title: "Second replica",
    metric: "availability",
    before: around(0.9552, 0.002),
    after: around(0.9731, 0.002),
    outcome: "improved",
    area: "infrastructure",
  },
  {
    title: "Lazy loading",
    metric: "memory",
    ...twice,
    outcome: "improved",
    area: "code",
    worth: { savingPerYear: "900", savingBasis },
  },
  // It shares the result of the one before it, and is the later of the two: its saving counts.
  {
    title: "Smaller images",
    metric: "memory",
    ...twice,
    outcome: "improved",
    area: "infrastructure",
    worth: { savingPerYear: "1000", savingBasis },
  },
  {
    title: "Shorter leases",
    metric: "memory",
    ...twice,
    outcome: "improved",
    area: "infrastructure",
    takenBack: true,
  },
  {
    title: "Verbose logging",
    metric: "response",
    before: around(331, 0.02),
    after: around(347, 0.02),
    outcome: "regressed",
    worth: { effortDays: "0.5", savingPerYear: "300", savingBasis },
  },
  { title: "Strict isolation", metric: "response", ...worseTwice, outcome: "regressed" },
  { title: "Locks by row", metric: "response", ...worseTwice, outcome: "regressed", takenBack: true },
  {
    title: "Queue in front",
    metric: "waiting",
    before: Array(12).fill(0),
    after: around(757, 0.03),
    outcome: "regressed",
    takenBack: true,
    area: "infrastructure",
  },
  {
    title: "Newer driver",
    metric: "response",
    before: around(331, 0.01, 30),
    after: around(331.4, 0.01, 30),
    outcome: "unchanged",
    area: "code",
  },
  {
    title: "Other collector",
    metric: "memory",
    before: [400, 300, 500],
    after: [391, 310, 480],
    outcome: "inconclusive",
    area: "code",
    worth: { runningCostPerYear: "240", savingPerYear: "700", savingBasis },
  },
  {
    title: "Faster disks",
    metric: "report",
    before: [8_400],
    after: [6_190],
    outcome: "reported",
    area: "infrastructure",
    worth: { spentOnce: "5000", savingPerYear: "2000", savingBasis },
  },
  {
    title: "Parallel export",
    metric: "report",
    before: around(8_400, 0.02),
    after: around(7_010, 0.02),
    outcome: "improved",
    area: "code",
    takenBack: true,
    worth: { savingPerYear: "800", savingBasis },
  },
  {
    title: "Bigger heap",
    metric: "memory",
    before: around(700, 0.02),
    after: around(640, 0.02),
    outcome: "improved",
    earlier: true,
  },
  {
    title: "Older planner",
    metric: "response",
    before: around(398, 0.02),
    after: around(412, 0.01),
    outcome: "regressed",
    earlier: true,
  },
  {
    title: "First cache",
    metric: "report",
    before: around(31_000, 0.02),
    after: around(25_200, 0.02),
    outcome: "improved",
    earlier: true,
  },
];

/** What the quarter amounts to, counted by hand from the list above: results, those that share evidence once. */
export const counts = {
  better: 7,
  worse: 3,
  withdrawn: 1,
  unchanged: 1,
  inconclusive: 1,
  reported: 1,
  open: 1,
  // "Locks by row" shares the result of one that is still in use, and does not lead it.
  worseUndone: 1,
  withdrawnBetter: 1,
  changes: 18,
};
export const earlierCounts = { better: 2, worse: 1, changes: 3 };
/** A review decides about changes: those that share a result each, and what was taken back each by itself. */
export const reviewCounts = { winningChanges: 8, takenBack: 4, met: 1, stated: 2 };
/** What it cost and is said to save, added up by hand: what stands otherwise is never added. */
export const worthSaid = [
  "Four of eighteen changes state what they cost: 3.5 person-days (two of them), €6,200.50 once (two of them) and €240 a year (one of them).",
  "Stated as saved: €5,200 a year by two changes whose gain is proven.",
  "Apart from that, stated and not proven: €700 a year by one whose gain is not proven and €2,000 a year by one that is only reported; counted as no saving: €300 a year by one that made things worse and €800 a year by one that was taken back.",
];

export type Seeded = { number: number; title: string; outcome: ShownOutcome; earlier: boolean };

const day = 86_400_000;

/** Records the quarter through the HTTP API. `from` is its first moment, `before` that of the quarter before. */
export async function seedQuarter(
  call: Call,
  { from, before }: { from: Date; before: Date },
): Promise<Seeded[]> {
  const system = "ledger";
  await call("POST", "/systems", { key: system, name: "Ledger", team: "Ledgers" });
  for (const [key, about] of Object.entries(metrics))
    await call("POST", "/metrics", { key, system, ...about });
  const due = new Date(from.getTime() + 60 * day).toISOString();
  await call("POST", "/objectives", {
    key: "quick",
    kind: "responsiveness",
    name: "Quick answers",
    targets: [
      { metric: "response", value: 250, dueAt: due },
      { metric: "report", value: 5_000 },
      { metric: "unmeasured", value: 90 },
    ],
  });
  await call("POST", "/objectives", {
    key: "there",
    kind: "error-rate",
    name: "Always there",
    targets: [{ metric: "availability", value: 0.999 }],
  });
  await call("POST", "/objectives", {
    key: "lean",
    kind: "resource-utilisation",
    name: "Lean",
    targets: [{ metric: "memory", value: 550 }],
  });
  const seeded: Seeded[] = [];
  const record = async (title: string, at: Date, more: object) => {
    const change = { title, system, area: "database", appliedAt: at.toISOString(), ...more };
    const { number } = await call("POST", "/changes", change);
    return number as number;
  };
  for (const [index, one] of wanted.entries()) {
    const { title, metric, outcome, earlier = false, prediction, area, worth } = one;
    const at = new Date((earlier ? before : from).getTime() + (3 + index * 2) * day);
    const number = await record(title, at, {
      ...(area ? { area } : {}),
      ...(area === "infrastructure" ? { team: "Platform" } : {}),
      ...worth,
      ...(prediction ? { prediction: { metric, ...prediction } } : {}),
    });
    await call("POST", `/changes/${number}/measurements`, {
      metric,
      before: { values: one.before },
      after: { values: one.after },
      order: "interleaved",
    });
    if (one.takenBack) {
      const reason = "It did not suit the people who work with it.";
      await call("PATCH", `/changes/${number}`, { status: "rolled-back", reason });
    }
    seeded.push({ number, title, outcome, earlier });
  }
  const open = await record("Unwatched switch", new Date(from.getTime() + 45 * day), {});
  seeded.push({ number: open, title: "Unwatched switch", outcome: "none", earlier: false });
  await call("POST", "/changes", { title: "Planned partition", system, area: "database" });
  return seeded;
}
