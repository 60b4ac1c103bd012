import { lookup as resolve } from "node:dns";
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { networkInterfaces } from "node:os";
import { AppError } from "#lib/core/errors.ts";
import { isForbiddenAddress } from "#lib/server/sources/forbidden-address.ts";

/** Where a source is, and how it is spoken to. */
export type Target = {
  baseUrl: string;
  headers: Record<string, string>;
  /** PEM of an authority that the certificate may come from; null: those that Node knows. */
  caCertificate: string | null;
  verifyTls: boolean;
  /** An admin said that the portal's own machine, loopback and link-local addresses are meant. */
  allowOwnMachine: boolean;
};

export type Answer = { status: number; body: string; retryAfterSeconds: number | null };

const mostBytes = 64 * 1024 * 1024;
const mostRedirects = 3;

/**
 * Reads an address of a source. Every address that its name stands for is checked at the moment of connecting, so a name
 * cannot point elsewhere in between; the same holds for redirects, which lose the source's headers when they leave it.
 * Throws INVALID for a forbidden address, UNAVAILABLE for everything that may pass.
 */
export async function guardedGet(
  target: Target,
  url: URL,
  timeoutMs: number,
  isForbidden = (address: string) => isForbiddenAddress(address, ownAddresses()),
): Promise<Answer> {
  const allowed = (address: string) => target.allowOwnMachine || !isForbidden(address);
  const signal = AbortSignal.timeout(timeoutMs);
  let next = url;
  for (let redirects = 0; ; redirects++) {
    const { answer, location } = await get(target, next, { allowed, signal, origin: url.origin, timeoutMs });
    if (location === null) return answer;
    if (redirects === mostRedirects) throw unavailable(url, "it redirects in circles");
    next = new URL(location, next);
    if (!/^https?:$/.test(next.protocol)) throw unavailable(url, `it redirects to ${next.protocol}`);
  }
}

type Got = { answer: Answer; location: string | null };

type Asking = {
  allowed: (address: string) => boolean;
  signal: AbortSignal;
  /** Where the source itself is: its headers go nowhere else. */
  origin: string;
  timeoutMs: number;
};

function get(target: Target, url: URL, { allowed, signal, origin, timeoutMs }: Asking): Promise<Got> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !allowed(host)) throw forbidden(url);
  const send = url.protocol === "https:" ? tlsRequest : plainRequest;
  const options = {
    method: "GET",
    agent: false as const,
    signal,
    lookup: guardedLookup(url, allowed),
    headers: {
      accept: "application/json",
      "accept-encoding": "identity",
      ...(url.origin === origin ? target.headers : {}),
    },
    ...(target.caCertificate === null ? {} : { ca: target.caCertificate }),
    rejectUnauthorized: target.verifyTls,
  };
  return new Promise((done, fail) => {
    const failed = (error: unknown) => fail(problemOf(url, error, timeoutMs));
    const request = send(url, options, (response) => {
      const status = response.statusCode ?? 0;
      const location = status >= 300 && status < 400 ? (response.headers.location ?? null) : null;
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.byteLength;
        if (bytes > mostBytes) request.destroy(unavailable(url, "its answer is larger than 64 MB"));
        else chunks.push(chunk);
      });
      response.on("error", failed);
      response.on("close", () => {
        if (!response.complete) return failed(new Error("it broke off in the middle of its answer"));
        const retryAfter = Number(response.headers["retry-after"] ?? Number.NaN);
        const body = Buffer.concat(chunks).toString("utf8");
        const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
        done({ answer: { status, body, retryAfterSeconds }, location });
      });
    });
    request.on("error", failed);
    request.end();
  });
}

function guardedLookup(url: URL, allowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      if (addresses.some(({ address }) => !allowed(address))) return callback(forbidden(url), "", 0);
      const [first] = addresses;
      if (options.all) return callback(null, addresses);
      callback(null, first?.address ?? "", first?.family ?? 0);
    });
  };
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
}

function forbidden(url: URL): AppError {
  return new AppError(
    "INVALID",
    `${url.host} leads to the portal's own machine or to a link-local address. An admin may allow that for this source.`,
    { faults: [{ path: "baseUrl", message: "This address is not allowed for a source." }] },
  );
}

function unavailable(url: URL, why: string, cause?: unknown): AppError {
  return new AppError("UNAVAILABLE", `${url.host} could not be read: ${why}.`, { cause });
}

function problemOf(url: URL, error: unknown, timeoutMs: number): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.cause instanceof AppError) return error.cause;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ABORT_ERR" || (error instanceof Error && error.name === "TimeoutError"))
    return unavailable(url, `no answer within ${timeoutMs / 1000} seconds`, error);
  const words: Record<string, string> = {
    ECONNREFUSED: "nothing listens there",
    ENOTFOUND: "nobody knows this name",
    EAI_AGAIN: "its name cannot be looked up now",
    ECONNRESET: "it hung up",
    ETIMEDOUT: "it does not answer",
  };
  const message = error instanceof Error ? error.message : String(error);
  return unavailable(url, words[code] ?? (message || code), error);
}
