import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One asked for by the portal, until its code is traded in. */
type Grant = { email: string; nonce: string; challenge: string; redirectUri: string; provedAt: number };

export type OpenIdProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** How often it asked somebody who they are. */
  asked: () => number;
  /** Everybody whom it knows signed in so much earlier. */
  ageSessions: (seconds: number) => void;
  stop: () => Promise<void>;
};

/**
 * An OpenID Connect provider of this process: authorization code with PKCE, signed ID tokens, a sign-in page, and a
 * memory of browsers, which are let in without being asked unless the portal wants otherwise (prompt=login).
 */
export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  const client = { clientId: "portal", clientSecret: randomUUID() };
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = {
    ...createPublicKey(publicKey.export({ type: "spki", format: "pem" })).export({ format: "jwk" }),
  };
  const sessions = new Map<string, { email: string; provedAt: number }>();
  const grants = new Map<string, Grant>();
  let asked = 0;
  let issuer = "";

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const form = new URLSearchParams(request.method === "POST" ? await bodyOf(request) : "");
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json(response, configuration(issuer));
      case "/keys":
        return json(response, { keys: [{ ...jwk, kid: "one", use: "sig", alg: "RS256" }] });
      case "/authorize":
        return authorize(request, response, url.searchParams, form);
      case "/token":
        return token(request, response, form);
      default:
        response.writeHead(404).end();
    }
  });

  function authorize(
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
    form: URLSearchParams,
  ) {
    const cookie = /provider=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const known = sessions.get(cookie);
    const email = form.get("email");
    if (!email && (!known || query.get("prompt") === "login")) {
      asked += 1;
      return html(response, signInPage(request.url ?? ""));
    }
    const id = email ? randomUUID() : cookie;
    const session = email ? { email, provedAt: seconds() } : known;
    if (!session) return response.writeHead(400).end();
    sessions.set(id, session);
    const code = randomUUID();
    const redirectUri = query.get("redirect_uri") ?? "";
    const challenge = query.get("code_challenge") ?? "";
    grants.set(code, { ...session, nonce: query.get("nonce") ?? "", challenge, redirectUri });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", query.get("state") ?? "");
    response.writeHead(302, { location: back.href, "set-cookie": `provider=${id}; Path=/; HttpOnly` }).end();
  }

  function token(request: IncomingMessage, response: ServerResponse, form: URLSearchParams) {
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? "");
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const [id, secret] = clientOf(request, form);
    const fits =
      id === client.clientId &&
      secret === client.clientSecret &&
      grant?.challenge === verifier &&
      grant.redirectUri === form.get("redirect_uri");
    if (!grant || !fits) return json(response, { error: "invalid_grant" }, 400);
    const claims = {
      iss: issuer,
      aud: client.clientId,
      iat: seconds(),
      exp: seconds() + 300,
      sub: grant.email,
      email: grant.email,
      email_verified: !grant.email.startsWith("unverified"),
      name: nameOf(grant.email),
      nonce: grant.nonce,
      auth_time: grant.provedAt,
    };
    const head = encoded({ alg: "RS256", typ: "JWT", kid: "one" });
    const signed = `${head}.${encoded(claims)}`;
    const signature = sign("sha256", Buffer.from(signed), privateKey).toString("base64url");
    const idToken = `${signed}.${signature}`;
    json(response, { access_token: randomUUID(), token_type: "Bearer", expires_in: 300, id_token: idToken });
  }

  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    ...client,
    asked: () => asked,
    ageSessions: (by) => {
      for (const session of sessions.values()) session.provedAt -= by;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function configuration(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["S256"],
  };
}

const signInPage = (address: string) => `<!doctype html><html lang="en"><title>Provider</title>
<form method="post" action="${address.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">
<label>Work address <input name="email" type="email"></label><button>Continue</button></form></html>`;

/** ivy.nkosi@corp.example is called Ivy Nkosi. */
function nameOf(email: string): string {
  const parts = (email.split("@")[0] ?? "").split(".");
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(" ");
}

function clientOf(request: IncomingMessage, form: URLSearchParams): string[] {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (!basic) return [form.get("client_id") ?? "", form.get("client_secret") ?? ""];
  return Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent);
}

const seconds = () => Math.floor(Date.now() / 1000);
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function json(response: ServerResponse, value: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function html(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(text);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
