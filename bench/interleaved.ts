/** Something to time, by name. */
export type Contender = { name: string; run: () => Promise<unknown> };

export type Timing = { name: string; milliseconds: number };

/**
 * Times contenders against each other on a machine that does other things too: they take turns call by call, a round
 * counts by the median of its calls, and the result is the median of five rounds. `before` each call is not timed.
 */
export async function interleaved(
  contenders: Contender[],
  { rounds = 5, calls = 11, before = async (): Promise<unknown> => undefined } = {},
): Promise<Timing[]> {
  for (const { run } of contenders) {
    for (let warm = 0; warm < 3; warm++) {
      await before();
      await run();
    }
  }
  const medians = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    const times = contenders.map((): number[] => []);
    for (let call = 0; call < calls; call++) {
      for (const [index, { run }] of contenders.entries()) {
        await before();
        const begun = performance.now();
        await run();
        times[index]?.push(performance.now() - begun);
      }
    }
    for (const [index, own] of times.entries()) medians[index]?.push(median(own));
  }
  return contenders.map(({ name }, index) => ({ name, milliseconds: median(medians[index] ?? []) }));
}

export function median(values: number[]): number {
  const ordered = values.toSorted((one, other) => one - other);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? Number.NaN;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? Number.NaN) + upper) / 2;
}
