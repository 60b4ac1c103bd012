/** Placeholder until the full, checked environment lands beside it. */
export const env = { DATABASE_URL: process.env.DATABASE_URL ?? "" };
