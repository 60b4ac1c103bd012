/** What our functions give for a case of golden.json, under the names used there. Only the test reads this. */

import { autocorrelation, effectiveCount } from "./autocorrelation.ts";
import { brunnerMunzel } from "./brunner-munzel.ts";
import { bucketQuantile } from "./bucket-quantile.ts";
import { exactIntervalRank, normalIntervalRank, shiftAtRank, shiftEstimate } from "./hodges-lehmann.ts";
import { cosineTerms, cosineVariance } from "./long-run-variance.ts";
import { exactMannWhitney, normalMannWhitney } from "./mann-whitney.ts";
import { benjaminiHochberg, holm } from "./multiplicity.ts";
import { optimalPartition } from "./optimal-partitioning.ts";
import { poissonRateRatio } from "./poisson-rates.ts";
import { exactProportionInterval, newcombeDifference, wilsonInterval } from "./proportions.ts";
import { maritzJarrettError, orderInterval, type QuantileType, quantileOfSorted } from "./quantiles.ts";
import { seededRandom } from "./random.ts";
import { countPairs } from "./ranks.ts";
import { changePointScore, coveringScore } from "./segmentation-scores.ts";
import { mean, median, sorted } from "./sequence.ts";
import { betaShare } from "./special/beta.ts";
import { normalCdf, normalQuantile, normalTail } from "./special/normal.ts";
import { studentCdf, studentQuantile, twoSidedStudent } from "./special/student.ts";
import { bcaDifference } from "./textbook/bootstrap.ts";
import {
  autoregressiveSize,
  cosineComparison,
  geyerTime,
  neweyWestVariance,
} from "./textbook/correlated-series.ts";
import { harrellDavis } from "./textbook/harrell-davis.ts";
import { benjaminiYekutieli, bonferroni, hommel } from "./textbook/p-values.ts";
import {
  agrestiCoullInterval,
  boschlooExact,
  fisherExact,
  jeffreysInterval,
  pooledZ,
} from "./textbook/proportions.ts";
import { ratioOfMeans, welch } from "./welch.ts";

type Input = Record<string, unknown>;
type Results = Record<string, unknown>;

/** Infinite and undefined numbers come out as null. */
export function goldenResults(kind: string, input: Input): Results {
  const compute = KINDS[kind];
  if (!compute) throw new Error(`No function for the kind ${kind}.`);
  return finite(compute(input)) as Results;
}

const KINDS: Record<string, (input: Input) => Results> = {
  normal_cdf: ({ x }) => ({ cdf: normalCdf(number(x)), sf: normalTail(number(x)) }),
  normal_ppf: ({ p }) => ({ x: normalQuantile(number(p)) }),
  student_t: ({ t, df }) => ({
    cdf: studentCdf(number(t), number(df)),
    p_two_sided: twoSidedStudent(number(t), number(df)),
    "ppf_0.975": studentQuantile(0.975, number(df)),
  }),
  betainc_regularized: ({ a, b, x }) => ({ I: betaShare(number(a), number(b), number(x)) }),
  mann_whitney_exact: exactRanks,
  mann_whitney_exact_ties: exactRanks,
  mann_whitney_asymptotic: ({ x, y, continuity }) => {
    const { u, p } = normalMannWhitney(numbers(x), numbers(y), continuity === true);
    return { U_x: u, p_two_sided: p };
  },
  welch_t: ({ x, y }) => {
    const { t, df, p, difference, low, high } = welch(numbers(y), numbers(x));
    return { t, df, p_two_sided: p, diff: difference, ci95: [low, high] };
  },
  ratio_of_means: ({ x, y }) => {
    const { ratio, logInterval, fieller, df } = ratioOfMeans(numbers(x), numbers(y));
    return { ratio_y_over_x: ratio, log_delta_ci95: logInterval, fieller_ci95: fieller, df };
  },
  brunner_munzel: ({ x, y }) => {
    const { statistic, p, pNormal, superiority } = brunnerMunzel(numbers(x), numbers(y));
    return {
      W: statistic,
      p_two_sided_t: p,
      p_two_sided_normal: pNormal,
      "p_hat_P(x<y)+0.5P(x=y)": superiority,
    };
  },
  effect_size_rank: ({ x, y }) => {
    const { less, equal, greater } = countPairs(numbers(x), numbers(y));
    const share = (less + equal / 2) / (less + equal + greater);
    return { "cles_P(x>y)+0.5P(x=y)": share, cliffs_delta_x_over_y: 2 * share - 1 };
  },
  hodges_lehmann: hodgesLehmann,
  proportion_ci: ({ successes, n, level }) => {
    const [s, total, at] = [number(successes), number(n), number(level)];
    return {
      wilson: bounds(wilsonInterval(s, total, at)),
      clopper_pearson: bounds(exactProportionInterval(s, total, at)),
      jeffreys: bounds(jeffreysInterval(s, total, at)),
      agresti_coull: bounds(agrestiCoullInterval(s, total, at)),
    };
  },
  two_proportions: twoProportions,
  quantile: quantiles,
  histogram_quantile: ({ buckets_cumulative }) => {
    const buckets = new Map(
      (buckets_cumulative as [number | "+Inf", number][]).map(([upTo, count]) => [
        upTo === "+Inf" ? Number.POSITIVE_INFINITY : upTo,
        count,
      ]),
    );
    return Object.fromEntries(
      [0.5, 0.9, 0.95, 0.99].map((p) => [String(p), bucketQuantile(buckets, p)?.value]),
    );
  },
  p_adjust: ({ p }) => {
    const values = numbers(p);
    return {
      bonferroni: bonferroni(values),
      holm: holm(values),
      bh: benjaminiHochberg(values),
      by: benjaminiYekutieli(values),
      hommel: hommel(values),
    };
  },
  autocorrelation_ess: autocorrelations,
  ewc_two_window: ({ before, after }) => {
    const windows = cosineComparison(numbers(before), numbers(after));
    return {
      diff: windows.difference,
      var_before: windows.varianceBefore,
      var_after: windows.varianceAfter,
      nu_before: windows.termsBefore,
      nu_after: windows.termsAfter,
      df_welch: windows.df,
      t: windows.t,
      p: windows.p,
      ci95: bounds(windows),
    };
  },
  poisson_rate_ratio: ({ count1, exposure1, count2, exposure2 }) => {
    const first = { count: number(count1), exposure: number(exposure1) };
    const result = poissonRateRatio(first, { count: number(count2), exposure: number(exposure2) });
    return {
      ratio_2_over_1: result.ratio,
      p_exact_conditional: result.p,
      ratio_ci95_exact: [result.low, result.high],
    };
  },
  bootstrap_bca: ({ x, y }) => {
    const options = () => ({ resamples: 20_000, random: seededRandom(7) });
    return {
      mean_diff_ci95: bounds(bcaDifference(numbers(x), numbers(y), mean, options())),
      median_diff_ci95: bounds(bcaDifference(numbers(x), numbers(y), median, options())),
    };
  },
  cpd_f1: ({ annotations, predictions, margin }) => ({
    f1: changePointScore(annotations as Record<string, number[]>, numbers(predictions), number(margin)),
  }),
  cpd_covering: ({ annotations, predictions, n }) => ({
    covering: coveringScore(annotations as Record<string, number[]>, numbers(predictions), number(n)),
  }),
  optimal_partitioning_l2: ({ y, penalty, min_segment }) => {
    const { changePoints, cost } = optimalPartition(numbers(y), number(penalty), number(min_segment));
    return { change_points: changePoints, objective_sum_sse_plus_pen_per_change: cost };
  },
};

function exactRanks({ x, y }: Input): Results {
  const { u, p, less, greater } = exactMannWhitney(numbers(x), numbers(y));
  return { U_x: u, p_two_sided: p, p_less: less, p_greater: greater };
}

// Here x − y is meant, ours is y − x.
function hodgesLehmann(input: Input): Results {
  const [x, y, level] = [numbers(input.x), numbers(input.y), number(input.level)];
  const pairs = x.length * y.length;
  const order = (rank: number) => {
    return rank < 1 ? [null, null] : [shiftAtRank(y, x, rank), shiftAtRank(y, x, pairs + 1 - rank)];
  };
  const normalRank = normalIntervalRank(x.length, y.length, level);
  const exact = pairs <= 2500 ? order(exactIntervalRank(x, y, level).rank) : null;
  return {
    hodges_lehmann_x_minus_y: shiftEstimate(y, x),
    exact_ci95: exact,
    exact_ties_ci95: exact,
    exact_ties_p: pairs <= 2500 ? exactMannWhitney(x, y).p : null,
    asymptotic_ci95_cc: normalRank < 1 ? exact : order(normalRank),
    // A root finder may stop anywhere between the two middle differences.
    asymptotic_hl_root: order(Math.floor((pairs + 1) / 2)),
    order_stat_normal_ci95: { k_1based: normalRank, ci: order(normalRank) },
  };
}

function twoProportions(input: Input): Results {
  const [s1, n1, s2, n2] = [input.s1, input.n1, input.s2, input.n2].map(number) as [
    number,
    number,
    number,
    number,
  ];
  const first = { successes: s1, n: n1 };
  const newcombe = newcombeDifference(first, { successes: s2, n: n2 }, number(input.level));
  const pooled = pooledZ({ s1, n1, s2, n2 });
  return {
    diff_p2_minus_p1: newcombe.difference,
    newcombe_ci95: bounds(newcombe),
    statsmodels_newcomb: bounds(newcombe),
    pooled_z: pooled.z,
    pooled_z_p: pooled.p,
    fisher_p: fisherExact({ s1, n1, s2, n2 }),
    // scipy takes the columns of its table, successes and failures, as the two groups.
    ...(n1 <= 100
      ? { boschloo_p: boschlooExact({ s1, n1: s1 + s2, s2: n1 - s1, n2: n1 + n2 - s1 - s2 }) }
      : {}),
  };
}

function quantiles(input: Input): Results {
  const [values, p] = [sorted(numbers(input.x)), number(input.p)];
  const order = orderInterval(values.length, p);
  const types = [4, 5, 6, 7, 8, 9] as QuantileType[];
  return {
    ...Object.fromEntries(types.map((type) => [`type${type}`, quantileOfSorted(values, p, type)])),
    harrell_davis: harrellDavis(values, p),
    maritz_jarrett_se: maritzJarrettError(values, p),
    order_ci95: {
      lo_rank_1based: order.lowRank,
      hi_rank_1based: order.highRank,
      lo: values[order.lowRank - 1] ?? null,
      hi: values[order.highRank - 1] ?? null,
      coverage: order.coverage,
    },
  };
}

function autocorrelations(input: Input): Results {
  const x = numbers(input.x);
  const n = x.length;
  const lags = Math.floor(4 * (n / 100) ** (2 / 9));
  const wide = Math.ceil(1.3 * Math.sqrt(n));
  const terms = cosineTerms(n);
  const variance = cosineVariance(x, terms);
  const t = mean(x) / Math.sqrt(variance / n);
  const newey = neweyWestVariance(x, lags);
  const tau = geyerTime(x);
  return {
    acf_0_to_10: Array.from({ length: 11 }, (_, lag) => autocorrelation(x, lag)),
    "ess_ar1_plugin_n(1-r1)/(1+r1)": effectiveCount(n, autocorrelation(x, 1)),
    ess_geyer_imse: n / tau,
    tau_geyer: tau,
    newey_west_lrv: { L: lags, lrv: newey, se_mean: Math.sqrt(newey / n) },
    "newey_west_lrv_S1.3sqrtT": { L: wide, lrv: neweyWestVariance(x, wide) },
    ewc: { nu: terms, lrv: variance, t_mean_zero: t, p: twoSidedStudent(t, terms) },
    coda_effectiveSize: autoregressiveSize(x),
  };
}

function bounds({ low, high }: { low: number; high: number }): [number, number] {
  return [low, high];
}

function number(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function numbers(value: unknown): number[] {
  return (value as unknown[]).map(number);
}

function finite(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(finite);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, finite(inner)]));
}
