import type { Role } from "#lib/core/access/actor.ts";

/**
 * The people of the sample. With accounts, the first of each role can sign in; all others, and everyone without
 * accounts, are names on records: disabled, and without a password.
 */
export const people = {
  ayanda: { name: "Ayanda Botha", email: "ayanda.botha@saypro.example", role: "admin" },
  thandi: { name: "Thandi Mokoena", email: "thandi.mokoena@saypro.example", role: "lead" },
  nomsa: { name: "Nomsa Dlamini", email: "nomsa.dlamini@saypro.example", role: "reviewer" },
  kagiso: { name: "Kagiso Molefe", email: "kagiso.molefe@saypro.example", role: "executive" },
  zanele: { name: "Zanele Khumalo", email: "zanele.khumalo@saypro.example", role: "member" },
  sipho: { name: "Sipho Nkosi", email: "sipho.nkosi@saypro.example", role: "lead" },
  lerato: { name: "Lerato Mabaso", email: "lerato.mabaso@saypro.example", role: "lead" },
  naledi: { name: "Naledi Tshabalala", email: "naledi.tshabalala@saypro.example", role: "reviewer" },
} as const satisfies Record<string, { name: string; email: string; role: Role }>;

export type PersonKey = keyof typeof people;

/** One a role: these get a password when the sample is loaded with accounts. */
export const accountHolders: PersonKey[] = ["ayanda", "thandi", "nomsa", "kagiso", "zanele"];
