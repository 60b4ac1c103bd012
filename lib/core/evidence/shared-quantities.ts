import { AppError } from "#lib/core/errors.ts";
import type { Quantity } from "#lib/core/formats/parsed.ts";
import { unnamed } from "#lib/core/formats/reading/columns.ts";
import { quoted } from "#lib/core/formats/reading/faults.ts";
import type { Better } from "#lib/core/statistics/verdict.ts";
import type { Side } from "./read-side.ts";

/** A quantity that both sides have, in one unit, with the direction that is better. */
export type SharedQuantity = Pick<Quantity, "name" | "unit" | "kind"> & {
  better: Better;
  /** Its name in the files, where `name` is another one given by the person. */
  inFiles: string;
};

export type QuantityChoice = { metric?: string; better?: Better };

/**
 * The quantities to compare: the one asked for, else all that both sides have. Throws INVALID when there is
 * none, when the units differ, or when nothing tells which direction is better.
 */
export function sharedQuantities(before: Side, after: Side, choice: QuantityChoice): SharedQuantity[] {
  const first = quantitiesOf(before);
  const second = quantitiesOf(after);
  const common = [...first.keys()].filter((name) => second.has(name));
  const chosen = choice.metric === undefined ? common : [chosenName(choice.metric, common, first, second)];
  if (chosen.length === 0) throw nothingShared(first, second);
  const sole = chosen.length === 1;
  const shared = chosen.flatMap((name): SharedQuantity[] => {
    const one = first.get(name);
    const other = second.get(name);
    if (!one || !other) return [];
    if (one.unit !== other.unit) throw unlikeUnits(one, other);
    const better = (sole ? choice.better : null) ?? one.better ?? choice.better;
    if (!better) return [];
    const shown = name === unnamed ? (choice.metric ?? name) : name;
    return [{ name: shown, inFiles: name, unit: one.unit, kind: one.kind, better }];
  });
  if (shared.length === 0) throw noDirection(chosen);
  return shared;
}

/** What both sides have and is not compared, because its name tells no direction. */
export function undirected(before: Side, after: Side, shared: readonly SharedQuantity[]): string[] {
  const [first, second] = [quantitiesOf(before), quantitiesOf(after)];
  const compared = new Set(shared.map(({ inFiles }) => inFiles));
  return [...first.values()]
    .filter(({ name, better }) => better === null && second.has(name) && !compared.has(name))
    .map(({ name }) => name);
}

/** Quantities that at least half of the runs of the side have; of the others it is said that they have no value. */
function quantitiesOf(side: Side): Map<string, Quantity> {
  const names = new Map<string, Quantity>();
  for (const quantity of side.runs.flatMap((run) => run.quantities)) {
    const known = names.get(quantity.name);
    if (known && known.unit !== quantity.unit) throw unlikeUnits(known, quantity);
    if (!known) names.set(quantity.name, quantity);
  }
  for (const name of names.keys()) {
    const having = side.runs.filter((run) => run.quantities.some((quantity) => quantity.name === name));
    if (having.length * 2 < side.runs.length) names.delete(name);
  }
  return names;
}

function chosenName(
  metric: string,
  common: string[],
  before: Map<string, Quantity>,
  after: Map<string, Quantity>,
): string {
  const wanted = metric.trim();
  if (common.includes(wanted)) return wanted;
  const folded = common.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (folded) return folded;
  // A single number without a name may be given one.
  if (common.length === 1 && common[0] === unnamed) return unnamed;
  if (common.length === 1 && common[0] && wanted === unnamed) return common[0];
  const side = before.has(wanted) ? "after" : after.has(wanted) ? "before" : null;
  const where = side ? `not in the ${side} files` : "in no file";
  throw new AppError(
    "INVALID",
    `The quantity ${quoted(metric)} is ${where}. Both sides have ${listed(common)}.`,
  );
}

function nothingShared(before: Map<string, Quantity>, after: Map<string, Quantity>): AppError {
  const twins = [...before.values()].flatMap((one) =>
    [...after.values()]
      .filter((other) => bareName(one) === bareName(other))
      .map((other) => [one, other] as const),
  );
  const twin = twins[0];
  if (twin) return unlikeUnits(twin[0], twin[1]);
  const sides = `The before files have ${listed([...before.keys()])}, the after files ${listed([...after.keys()])}`;
  return new AppError("INVALID", `The two sides share no quantity. ${sides}.`);
}

/** `latency_ms` and `latency_s` are one quantity in two units. */
function bareName({ name, unit }: Quantity): string {
  const bare = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
  return unit !== "" && bare.endsWith(` ${unit}`) ? bare.slice(0, -unit.length - 1) : bare;
}

function unlikeUnits(one: Quantity, other: Quantity): AppError {
  return new AppError(
    "INVALID",
    `The units differ: ${quoted(one.name)} is in ${unitOf(one)}, ${quoted(other.name)} in ${unitOf(other)}. Bring both sides to one unit.`,
  );
}

function noDirection(names: string[]): AppError {
  const which =
    names.length === 1 ? `the name ${quoted(names[0] ?? "")} does` : `the names ${listed(names)} do`;
  return new AppError(
    "INVALID",
    `Is lower or higher better? ${which[0]?.toUpperCase()}${which.slice(1)} not tell. State it (better: lower or higher).`,
  );
}

function unitOf({ unit }: Quantity): string {
  return unit === "" ? "no stated unit" : unit;
}

function listed(names: string[]): string {
  if (names.length === 0) return "none";
  const shown = names
    .slice(0, 12)
    .map((name) => quoted(name))
    .join(", ");
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}
