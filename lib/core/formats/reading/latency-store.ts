import { quantile, sorted } from "./quantiles.ts";

/** Up to here every value is kept; about 16 MB. */
const mostKept = 1_000_000;
/** Beyond it values are counted in buckets that are wide by this share. */
const bucketWidth = 0.001;

/**
 * Latencies in ms of one run, in memory that does not grow with the run: exact up to a million values, then counted in
 * buckets of a thousandth. Mean, number and largest value stay exact.
 */
export class LatencyStore {
  count = 0;
  private sum = 0;
  private lost = 0;
  private largest = Number.NEGATIVE_INFINITY;
  private kept: number[] | null = [];
  private readonly buckets = new Map<number, number>();

  add(value: number): void {
    this.count++;
    this.addToSum(value);
    if (value > this.largest) this.largest = value;
    if (this.kept === null) this.addToBucket(value);
    else if (this.kept.push(value) > mostKept) this.moveToBuckets(this.kept);
  }

  /** All values in their order, or `null` where there were too many to keep. */
  get values(): number[] | null {
    return this.kept;
  }

  get mean(): number | null {
    return this.count === 0 ? null : (this.sum + this.lost) / this.count;
  }

  get max(): number | null {
    return this.count === 0 ? null : this.largest;
  }

  quantiles(shares: readonly number[]): (number | null)[] {
    if (this.kept !== null) {
      const ascending = sorted(this.kept);
      return shares.map((share) => quantile(ascending, share));
    }
    const edges = [...this.buckets.keys()].sort((one, other) => one - other);
    return shares.map((share) => this.bucketAt(edges, share * this.count));
  }

  private bucketAt(edges: number[], rank: number): number | null {
    let below = 0;
    for (const edge of edges) {
      below += this.buckets.get(edge) ?? 0;
      if (below >= rank) return middleOf(edge);
    }
    return this.max;
  }

  /** Neumaier's sum, so that millions of small values keep their digits. */
  private addToSum(value: number): void {
    const next = this.sum + value;
    this.lost += Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum;
    this.sum = next;
  }

  private moveToBuckets(values: number[]): void {
    this.kept = null;
    for (const value of values) this.addToBucket(value);
  }

  private addToBucket(value: number): void {
    const bucket = bucketOf(value);
    this.buckets.set(bucket, (this.buckets.get(bucket) ?? 0) + 1);
  }
}

const growth = Math.log1p(bucketWidth);
/** A microsecond and less is one bucket, as is zero. */
const smallestMs = 1e-3;

function bucketOf(value: number): number {
  return value <= smallestMs ? -1 : Math.floor(Math.log(value / smallestMs) / growth);
}

function middleOf(bucket: number): number {
  return bucket === -1 ? 0 : smallestMs * Math.exp((bucket + 0.5) * growth);
}
