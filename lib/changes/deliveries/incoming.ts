/**
 * What a delivery amounts to, whoever sent it. Its fields are those of POST /changes, not yet parsed; what they leave
 * out the webhook says.
 */
export type Incoming = {
  /** What the sender calls it. One that is known already says which change is meant. */
  externalIds: string[];
  /** What a webhook's rules may match: repositories, services. */
  names: string[];
  environment: string | null;
  fields: Record<string, unknown>;
  /** False for what is of interest only where a change is there already. */
  creates: boolean;
  /** Written at the end of the description of a change that is there. */
  note: string | null;
};

export type Reading =
  | { event: string; incoming: Incoming[]; ignored: null }
  | { event: string; incoming: null; ignored: string };

export function heard(event: string, incoming: Incoming[]): Reading {
  return { event, incoming, ignored: null };
}

export function ignored(event: string, why: string): Reading {
  return { event, incoming: null, ignored: why };
}

/** A beginning, and an end after it: then it was rolled out in between. */
export function momentsOf(start: Date | null, end: Date | null): Record<string, string> {
  const [from, to] = [start ?? end, end ?? start];
  if (!from || !to) return {};
  if (to <= from) return { appliedAt: from.toISOString() };
  const [first, last] = [from.toISOString(), to.toISOString()];
  return { startedAt: first, appliedAt: last, rolloutStart: first, rolloutEnd: last };
}

/** Fields with a text in them; the others were not said. */
export function said<Fields extends Record<string, unknown>>(fields: Fields): Partial<Fields> {
  const entries = Object.entries(fields).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== "",
  );
  return Object.fromEntries(entries) as Partial<Fields>;
}
