import type { Incoming } from "#lib/changes/deliveries/incoming.ts";
import type { Status } from "#lib/changes/model.ts";

export type Standing = {
  status: Status;
  description: string;
  startedAt: Date | null;
  appliedAt: Date | null;
  rolloutStart: Date | null;
  rolloutEnd: Date | null;
  evidence: Record<string, string> | null;
  links: { kind: string; url: string }[];
};

export type Step = { edit: Record<string, unknown>; move: Status | null };

/**
 * What news of a change does to it. Only what it lacks is filled in, and it only ever moves forward: deliveries come
 * late, twice and out of order, and people know more than machines. From `applied` on its times and status are theirs.
 */
export function stepOf(change: Standing, { fields, note }: Pick<Incoming, "fields" | "note">): Step {
  const early = order.indexOf(change.status) >= 0 && change.status !== "applied";
  const target = targetOf(fields);
  const further = early && target !== null && order.indexOf(target) > order.indexOf(change.status);
  return {
    edit: {
      ...(early ? timesOf(change, fields) : {}),
      ...evidenceOf(change, fields),
      ...linksOf(change, fields),
      ...(note && !change.description.includes(note)
        ? { description: [change.description, note].filter(Boolean).join("\n\n") }
        : {}),
    },
    move: further ? target : null,
  };
}

const order: Status[] = ["draft", "planned", "in-progress", "applied"];

function targetOf(fields: Record<string, unknown>): Status | null {
  const stated = order.find((status) => status === fields.status);
  return stated ?? (fields.appliedAt ? "applied" : null);
}

function timesOf(change: Standing, fields: Record<string, unknown>): Record<string, unknown> {
  const names = ["startedAt", "appliedAt", "rolloutStart", "rolloutEnd"] as const;
  const lacking = names.filter((name) => change[name] === null && fields[name]);
  return Object.fromEntries(lacking.map((name) => [name, fields[name]]));
}

const codeNames = ["repository", "commit", "pullRequest"];

/** What the change says of its code stays; a change of another kind has other evidence, which stays too. */
function evidenceOf({ evidence }: Standing, fields: Record<string, unknown>): Record<string, unknown> {
  const given = fields.evidence;
  if (typeof given !== "object" || given === null) return {};
  const known = evidence ?? {};
  if (Object.keys(known).some((name) => !codeNames.includes(name))) return {};
  const more = Object.entries(given).some(([name]) => !(name in known));
  return more ? { evidence: { ...given, ...known } } : {};
}

function linksOf({ links }: Standing, fields: Record<string, unknown>): Record<string, unknown> {
  const given = Array.isArray(fields.links) ? fields.links : [];
  const fresh = given.filter(({ url }) => !links.some((link) => link.url === url));
  return fresh.length > 0 && links.length + fresh.length <= 50 ? { links: [...links, ...fresh] } : {};
}
