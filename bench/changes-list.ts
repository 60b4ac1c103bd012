import { type ChildProcess, fork } from "node:child_process";
import pg from "pg";
import { median } from "#bench/interleaved.ts";
import type { RoundAnswer, RoundRequest } from "#bench/list-rounds.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { childEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";

const rounds = 5;
const calls = 9;
/** The verb costs at most this much more than bare SQL. */
const allowedMilliseconds = 5;
/** The largest size takes at most this many times the smallest. */
const allowedGrowth = 1.5;

type Sized = { size: number; child: ChildProcess };
type Measured = Map<string, Map<number, { verb: number; bare: number }>>;

/** The changes list on databases of several sizes: the verb against bare SQL for the same rows. */
export async function benchChangesList(serverUrl: string, sizes: number[]): Promise<void> {
  const started: Sized[] = [];
  try {
    let names: string[] = [];
    for (const size of sizes) {
      const url = await filledDatabase(serverUrl, size);
      const child = fork(new URL("list-rounds.ts", import.meta.url), {
        env: childEnvironment({ DATABASE_URL: url }),
      });
      started.push({ size, child });
      names = await answerOf<string[]>(child);
    }
    print(await measure(started, names), sizes);
  } finally {
    for (const { child } of started) child.kill();
  }
}

async function filledDatabase(serverUrl: string, size: number): Promise<string> {
  const begun = performance.now();
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`CREATE DATABASE bench_${size}`);
  await server.end();
  const url = serverUrl.replace(/\/[^/]*$/, `/bench_${size}`);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fillChanges(client, size);
  await client.end();
  const seconds = (performance.now() - begun) / 1000;
  console.error(`${size.toLocaleString("en")} changes written in ${seconds.toFixed(0)} s`);
  return url;
}

async function measure(started: Sized[], names: string[]): Promise<Measured> {
  const rows: { name: string; size: number; answer: RoundAnswer }[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) {
      for (const { size, child } of started) {
        child.send({ name, calls } satisfies RoundRequest);
        rows.push({ name, size, answer: await answerOf<RoundAnswer>(child) });
      }
    }
    console.error(`round ${round} of ${rounds}`);
  }
  const mediansOf = (name: string, size: number) => {
    const own = rows.filter((row) => row.name === name && row.size === size).map((row) => row.answer);
    return { verb: median(own.map((one) => one.verb)), bare: median(own.map((one) => one.bare)) };
  };
  return new Map(
    names.map((name) => [name, new Map(started.map(({ size }) => [size, mediansOf(name, size)]))]),
  );
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((done, fail) => {
    const ended = (code: number | null) =>
      fail(new Error(`A process of the bench ended with status ${code}.`));
    child.once("exit", ended);
    child.once("message", (answer) => {
      child.off("exit", ended);
      done(answer as Answer);
    });
  });
}

function print(measured: Measured, sizes: number[]): void {
  const [smallest, largest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const head = ["list of changes", "rows", "verb ms", "bare SQL ms", "ratio", "more ms", "at most 5 ms more"];
  const rows = [...measured].flatMap(([name, bySize]) =>
    [...bySize].map(([size, { verb, bare }]) => [
      name,
      size.toLocaleString("en"),
      decimal(verb),
      decimal(bare),
      decimal(verb / bare),
      decimal(verb - bare),
      verb - bare <= allowedMilliseconds ? "yes" : "NO",
    ]),
  );
  console.log(`\n${textTable(head, rows)}`);
  const growth = [...measured].map(([name, bySize]) => {
    const ratio = (bySize.get(largest)?.verb ?? 0) / (bySize.get(smallest)?.verb ?? 0);
    return [name, decimal(ratio), ratio <= allowedGrowth ? "yes" : "NO"];
  });
  const title = `${largest.toLocaleString("en")} against ${smallest.toLocaleString("en")}`;
  console.log(`\n${textTable([title, "ratio", `at most ${allowedGrowth}`], growth)}`);
}
