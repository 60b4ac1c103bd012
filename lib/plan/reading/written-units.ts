/** Units as sentences write them, in a common one, so that two numbers can stand side by side. */

type Written = { value: number | null; unit: string | undefined };

const seconds: Record<string, number> = { µs: 1e-6, us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600 };
const bytes: Record<string, number> = {
  bytes: 1,
  kB: 1e3,
  KB: 1e3,
  KiB: 1024,
  MB: 1e6,
  MiB: 1024 ** 2,
  GB: 1e9,
  GiB: 1024 ** 3,
  TB: 1e12,
  TiB: 1024 ** 4,
};

/** Both numbers in one unit: the second's where they differ and can be told. */
export function inOneUnit(
  from: Written,
  to: Written,
): { from: number | null; to: number | null; unit: string | null } {
  const [had, has] = [shortUnit(from.unit), shortUnit(to.unit)];
  const unit = has ?? had;
  if (had === null || has === null || had === has) return { from: from.value, to: to.value, unit };
  const scale = [seconds, bytes].find((each) => had in each && has in each);
  const factor = scale ? (scale[had] ?? 1) / (scale[has] ?? 1) : null;
  // Two units that have nothing in common: the numbers stand, and no unit is said of them.
  if (factor === null) return { from: from.value, to: to.value, unit: null };
  return {
    from: from.value === null ? null : Number((from.value * factor).toPrecision(12)),
    to: to.value,
    unit,
  };
}

function shortUnit(unit: string | undefined): string | null {
  if (unit === undefined || unit === "") return null;
  const names: [RegExp, string][] = [
    [/^milliseconds?$/i, "ms"],
    [/^seconds?$/i, "s"],
    [/^minutes?$/i, "min"],
    [/^hours?$/i, "h"],
    [/^percent$/i, "%"],
  ];
  return names.find(([pattern]) => pattern.test(unit))?.[1] ?? unit;
}
