/**
 * Seeded randomness for the sample: the same seed gives the same numbers on any machine, so that the sample's
 * evidence can be made again to the byte. Not for secrets.
 */

/** Uniform numbers in [0, 1), one after the other. */
export type Random = () => number;

/** mulberry32, by Tommy Ettinger (public domain): 32 bits of state, good enough to draw samples for pictures. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A seed from a name (FNV-1a), so that every measurement has its own and none depends on the order of loading. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/** A standard normal number (Box–Muller; the second of the pair is thrown away to keep draws independent of use). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** Exponential with the given mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

/** A Poisson count, for small means (Knuth's product of uniforms). */
export function poisson(random: Random, mean: number): number {
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > floor; product *= random()) count++;
  return count;
}
