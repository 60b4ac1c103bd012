import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

type Reply = (request: Asked, response: ServerResponse) => void;
type Asked = { url: URL; headers: IncomingMessage["headers"]; number: number };

/** A server in this process that speaks Prometheus's API as badly as a test wants. */
export async function fakePrometheus(reply: Reply, host = "127.0.0.1", tls?: { cert: string; key: string }) {
  const asked: Asked[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://fake.test");
    const one = { url, headers: request.headers, number: asked.length + 1 };
    asked.push(one);
    reply(one, response);
  };
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  await new Promise<void>((ready) => server.listen(0, host, ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://${host}:${port}`,
    port,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Answers a range with the value that `at` (milliseconds) has; null is left out, as Prometheus does. */
export function answering(valueAt: (at: number) => number | null, labels = {}): Reply {
  return ({ url }, response) => {
    const number = (name: string) => Number(url.searchParams.get(name));
    const values: [number, string][] = [];
    for (let at = number("start"); at <= number("end") + 1e-6; at += number("step")) {
      const value = valueAt(at * 1000);
      if (value !== null) values.push([at, String(value)]);
    }
    const result = values.length > 0 ? [{ metric: labels, values }] : [];
    json(response, { status: "success", data: { resultType: "matrix", result } });
  };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
