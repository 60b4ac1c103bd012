import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { answerApi } from "#lib/server/http/handler.ts";

/** The HTTP API on a port of this process, for programs that are no tests. */
export async function apiServer() {
  const server = createServer(async (incoming, outgoing) => {
    const request = new Request(`http://portal.test${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      body: ["GET", "HEAD"].includes(incoming.method ?? "") ? null : Readable.toWeb(incoming),
      duplex: "half",
    } as RequestInit);
    const response = await answerApi(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/v1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
