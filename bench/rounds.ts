/**
 * The other end of `beside-sql.ts`: a process of its own for each size of database, because a verb's connection belongs
 * to its process. The parent says which case is next, so that the sizes take turns too.
 */

import { interleaved } from "#bench/interleaved.ts";

/** A verb, and the same by SQL as a careful hand would write it. */
export type Case = {
  name: string;
  verb: () => Promise<unknown>;
  bare: () => Promise<unknown>;
  /** What both answers are compared by, before anything is timed. */
  answers: () => Promise<[ours: unknown, theirs: unknown]>;
};

export type RoundRequest = { name: string; calls: number };
export type RoundAnswer = { name: string; verb: number; bare: number };
export type Ready = { names: string[]; note: string };

export function besideSql<Ours, Theirs>(
  name: string,
  verb: () => Promise<Ours>,
  bare: () => Promise<Theirs>,
  told: { ours: (answer: Ours) => unknown; theirs: (answer: Theirs) => unknown },
): Case {
  return { name, verb, bare, answers: async () => [told.ours(await verb()), told.theirs(await bare())] };
}

/** Times the cases as the parent asks for them. A comparison of two different answers would be worth nothing. */
export async function answerRounds(cases: Case[], note = ""): Promise<void> {
  for (const { name, answers } of cases) {
    const [ours, theirs] = (await answers()).map((answer) => JSON.stringify(answer));
    if (ours !== theirs) {
      throw new Error(`The verb and the SQL of "${name}" do not give the same: ${ours} and ${theirs}.`);
    }
  }
  process.on("message", async ({ name, calls }: RoundRequest) => {
    const one = cases.find((candidate) => candidate.name === name);
    if (!one) throw new Error(`There is no case "${name}".`);
    const contenders = [
      { name: "verb", run: one.verb },
      { name: "bare", run: one.bare },
    ];
    const [ours, sql] = await interleaved(contenders, { rounds: 1, calls });
    process.send?.({
      name,
      verb: ours?.milliseconds ?? 0,
      bare: sql?.milliseconds ?? 0,
    } satisfies RoundAnswer);
  });
  process.send?.({ names: cases.map(({ name }) => name), note } satisfies Ready);
}
