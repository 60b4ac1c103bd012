import { createServer } from "node:http";
import next from "next";
import { env } from "#lib/server/env.ts";

/** The web process: Next behind a plain HTTP server. It ends with its supervisor, however that one ended. */
process.on("disconnect", () => process.exit(0));

const app = next({
  dev: process.argv.includes("--dev"),
  dir: env.PROJECT_DIR,
  hostname: env.HOST,
  port: env.PORT,
  turbopack: true,
});
await app.prepare();
const answer = app.getRequestHandler();
const server = createServer((request, response) => void answer(request, response));
// Longer than the minute for which proxies and browsers keep a connection: whoever asks next must not find it just closed.
server.keepAliveTimeout = 65_000;
server.listen(env.PORT, env.HOST, () => {
  if (process.connected) process.send?.("listening");
});

process.on("SIGINT", () => {});
process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 4_000).unref();
});
