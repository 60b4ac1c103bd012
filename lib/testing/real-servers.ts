/** Real servers for tests, from the machine's own packages: found by name, started on free ports, gone afterwards. */

import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/** A Prometheus's data folder with a quarter of an hour of fourteen applications, measured for real. */
const prometheusData = resolve(
  process.env.PORTAL_SHARED ?? "../shared",
  "data/pack/prometheus/prometheus-data.tar.gz",
);
export const hasPrometheusData = existsSync(prometheusData);

export type ServerName = "prometheus" | "victoria-metrics" | "prometheus-alertmanager";

/** Where a server is installed; null where it is not. */
export function serverPath(name: ServerName): string | null {
  try {
    return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

export type RealServer = AsyncDisposable & { url: string; folder: string };

/** A Prometheus on the data of the pack. */
export async function startPrometheus(): Promise<RealServer> {
  return start("prometheus", "/-/ready", async (folder, port) => {
    await promisify(execFile)("tar", ["xzf", prometheusData, "-C", folder]);
    await writeFile(join(folder, "empty.yml"), "global: {}\n");
    return [
      `--config.file=${join(folder, "empty.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      "--storage.tsdb.retention.time=100y",
      `--web.listen-address=127.0.0.1:${port}`,
    ];
  });
}

/** An empty VictoriaMetrics. */
export async function startVictoriaMetrics(): Promise<RealServer> {
  return start("victoria-metrics", "/health", async (folder, port) => [
    `-storageDataPath=${join(folder, "data")}`,
    "-retentionPeriod=100y",
    `-httpListenAddr=127.0.0.1:${port}`,
  ]);
}

export async function startAlertmanager(configuration: string): Promise<RealServer> {
  return start("prometheus-alertmanager", "/-/ready", async (folder, port) => {
    await writeFile(join(folder, "alertmanager.yml"), configuration);
    return [
      `--config.file=${join(folder, "alertmanager.yml")}`,
      `--storage.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--cluster.listen-address=",
    ];
  });
}

/** Every raw sample of one server into another, by their own export and import. */
export async function copySeries(
  from: RealServer,
  to: RealServer,
  at: number,
  range: string,
): Promise<number> {
  const url = new URL(`${from.url}/api/v1/query`);
  url.search = new URLSearchParams({
    query: `{__name__=~".+"}[${range}]`,
    time: String(at / 1000),
  }).toString();
  const answer = (await (await fetch(url)).json()) as {
    data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
  };
  const lines = answer.data.result.map(({ metric, values }) =>
    JSON.stringify({
      metric,
      values: values.map(([, value]) => Number(value)),
      timestamps: values.map(([seconds]) => Math.round(seconds * 1000)),
    }),
  );
  await fetch(`${to.url}/api/v1/import`, { method: "POST", body: lines.join("\n") });
  // What was taken in becomes visible a moment later, unless one asks for it.
  await fetch(`${to.url}/internal/force_flush`);
  return lines.length;
}

async function start(
  name: ServerName,
  readyPath: string,
  argumentsFor: (folder: string, port: number) => Promise<string[]>,
): Promise<RealServer> {
  const path = serverPath(name);
  if (!path) throw new Error(`${name} is not installed.`);
  const folder = await mkdtemp(join(tmpdir(), `portal-${name}-`));
  const port = await freePort();
  const child = spawn(path, await argumentsFor(folder, port), { stdio: "ignore" });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const server = {
    url: `http://127.0.0.1:${port}`,
    folder,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
  for (let waited = 0; waited < 300; waited++) {
    if (child.exitCode !== null) break;
    if (await isReady(`${server.url}${readyPath}`)) return server;
    await sleep(100);
  }
  await server[Symbol.asyncDispose]();
  throw new Error(`${name} did not start.`);
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}
