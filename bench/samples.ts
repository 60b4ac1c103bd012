import pg from "pg";
import { copyText } from "#bench/copy-text.ts";
import { interleaved } from "#bench/interleaved.ts";
import { textTable } from "#bench/text-table.ts";
import { setEnvironment } from "#lib/server/env.ts";
import { readJson, readNdjson } from "#lib/server/http/json-body.ts";
import { migrate } from "#lib/server/migrate.ts";

const count = 100_000;
const metrics = 20;
const stepMs = 15_000;
const begin = Date.UTC(2026, 8, 5);

/**
 * Rows a second that a push of 100,000 samples gets in, by the verb alone and with its body read, beside a bare COPY of
 * the same rows into a table of the same make, and into a heap without a key.
 */
export async function benchSamples(serverUrl: string): Promise<void> {
  const client = await database(serverUrl);
  const { db } = await import("#lib/server/db.ts");
  try {
    await measure(client);
  } finally {
    await client.end();
    await db.$disconnect();
  }
}

async function measure(client: pg.Client): Promise<void> {
  const { pushSamples } = await import("#lib/metrics/commands/push-samples.ts");
  const { systemActor } = await import("#lib/server/auth/system-actor.ts");
  const ids = await makeMetrics(client);
  const rows = Array.from({ length: count }, (_, index) => ({
    metric: `bench.${index % metrics}`,
    at: new Date(begin + Math.floor(index / metrics) * stepMs).toISOString(),
    value: Math.round(Math.sin(index) * 1e6) / 1e3,
  }));
  const copied = Buffer.from(
    rows.map(({ metric, at, value }) => `${ids.get(metric)}\t${at.slice(0, -1)}\t${value}\n`).join(""),
  );
  const ndjson = `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`;
  const json = JSON.stringify({ samples: rows });
  const empty = () => client.query(`TRUNCATE "Sample", "SampleLike", "SampleHeap", "StaleHours"`);
  const accepted = async (answer: { accepted: number }) => {
    if (answer.accepted !== count) throw new Error(`${answer.accepted} of ${count} were accepted.`);
  };
  const actor = systemActor("bench");
  const push = async (input: unknown) => accepted(await pushSamples(actor, input));
  const request = (body: string) => new Request("http://bench.test", { method: "POST", body });
  const limit = 32 * 1024 * 1024;
  const contenders = [
    { name: "COPY, same table", run: () => copyText(client, `"SampleLike"`, copied) },
    { name: "COPY, bare heap", run: () => copyText(client, `"SampleHeap"`, copied) },
    { name: "verb", run: () => push({ samples: rows }) },
    { name: "verb, from JSON", run: async () => push((await readJson(request(json), limit, true)).value) },
    {
      name: "verb, from NDJSON",
      run: async () => push({ samples: (await readNdjson(request(ndjson), limit)).items }),
    },
  ];
  // What is pushed must be new each time; emptying the tables is not timed.
  const timings = await interleaved(contenders, { rounds: 5, calls: 3, before: empty });
  const bare = timings[0]?.milliseconds ?? Number.NaN;
  const table = timings.map(({ name, milliseconds }) => [
    name,
    Math.round(count / (milliseconds / 1000)).toLocaleString("en"),
    (bare / milliseconds).toFixed(2),
  ]);
  console.log(textTable(["100,000 samples, 20 metrics", "rows/s", "of the COPY"], table));
}

async function database(serverUrl: string): Promise<pg.Client> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query("CREATE DATABASE bench_samples");
  await server.end();
  const url = serverUrl.replace(/\/[^/]*$/, "/bench_samples");
  await migrate(url);
  setEnvironment({
    DATABASE_URL: url,
    AUTH_SECRET: "a secret for the bench only, long enough",
    LOG_LEVEL: "error",
  });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    CREATE TABLE "SampleLike" (LIKE "Sample" INCLUDING ALL) PARTITION BY RANGE ("at");
    CREATE TABLE "SampleLike_2026_09" PARTITION OF "SampleLike" FOR VALUES FROM ('2026-09-01') TO ('2026-10-01');
    CREATE TABLE "SampleHeap" ("metricId" UUID NOT NULL, "at" TIMESTAMP(3) NOT NULL, "value" DOUBLE PRECISION NOT NULL)`);
  return client;
}

async function makeMetrics(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string; id: string }>(
    `WITH "made" AS (INSERT INTO "System" ("id", "key", "name") VALUES (gen_random_uuid(), 'bench', 'Bench') RETURNING "id")
     INSERT INTO "Metric" ("id", "key", "name", "systemId", "unit", "better", "kind")
     SELECT gen_random_uuid(), 'bench.' || i, 'Metric ' || i, "made"."id", 'ms', 'lower', 'duration'
       FROM "made", generate_series(0, ${metrics - 1}) AS i RETURNING "key", "id"`,
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}
