import { z } from "zod";

/**
 * The environment, checked once. The only file that reads `process.env`. Absent values have defaults that serve a
 * portal on one's own machine; a malformed one ends the start with one clear line.
 */

const port = z.coerce
  .number({ error: "PORT must be a number." })
  .int("PORT must be a whole number.")
  .min(0, "PORT must be between 1 and 65535.")
  .max(65_535, "PORT must be between 1 and 65535.");

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, {
  error: "DATABASE_URL must be an address like postgresql://user:password@host:5432/database.",
});

const webUrl = (name: string) =>
  z.url({ protocol: /^https?$/, error: `${name} must be an address that starts with https:// or http://.` });

const environmentSchema = z.object({
  NODE_ENV: z.string().default("production"),
  PORT: port.default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: postgresUrl.optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  AUTH_SECRET: z.string().min(32, "AUTH_SECRET must have at least 32 characters.").optional(),
  BASE_URL: webUrl("BASE_URL").optional(),
  OIDC_ISSUER: webUrl("OIDC_ISSUER").optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, "SMTP_URL must be an address like smtp://user:password@host:587.")
    .optional(),
  MAIL_FROM: z.email("MAIL_FROM must be an e-mail address, like portal@example.org.").optional(),
  UPLOAD_LIMIT_MB: z.coerce
    .number({ error: "UPLOAD_LIMIT_MB must be a number." })
    .positive("UPLOAD_LIMIT_MB must be above 0.")
    .max(2_000, "UPLOAD_LIMIT_MB must be at most 2000.")
    .default(50),
  /** Where the project lies: migrations and the build are found from here. */
  PROJECT_DIR: z.string().min(1).default(process.cwd()),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"], "LOG_LEVEL must be debug, info, warn or error.")
    .default("info"),
});

export type Environment = Omit<
  z.output<typeof environmentSchema>,
  "BASE_URL" | "DATABASE_URL" | "AUTH_SECRET"
> & {
  BASE_URL: string;
  DATABASE_URL: string;
  AUTH_SECRET: string;
};

/** Every malformed value, a line each. */
export class EnvironmentError extends Error {}

function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = environmentSchema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) =>
      issue.message.startsWith(String(issue.path[0]))
        ? issue.message
        : `${issue.path.join(".")}: ${issue.message}`,
    );
    throw new EnvironmentError([...new Set(lines)].join(" "));
  }
  const { BASE_URL, DATABASE_URL, AUTH_SECRET, ...rest } = result.data;
  return {
    ...rest,
    BASE_URL: (BASE_URL ?? `http://${hostInUrl(rest.HOST)}:${rest.PORT}`).replace(/\/$/, ""),
    // The supervisor fills these two in for the processes it starts.
    DATABASE_URL: DATABASE_URL ?? "",
    AUTH_SECRET: AUTH_SECRET ?? "",
  };
}

function hostInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

let known: Environment | null = null;

/** Read at first use, so that a build needs no environment. */
export const env: Environment = new Proxy({} as Environment, {
  get: (_target, name: keyof Environment) => {
    known ??= readEnvironment(process.env);
    return known[name];
  },
});

/** The whole environment for a child process, with some values set. */
export function childEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

/** Sets a value for this process, before anything has read it: the embedded database's address, for example. */
export function setEnvironment(values: Record<string, string>): void {
  Object.assign(process.env, values);
  known = null;
}
