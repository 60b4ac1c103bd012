import { type ChildProcess, fork } from "node:child_process";
import pg from "pg";
import { median } from "#bench/interleaved.ts";
import type { Ready, RoundAnswer, RoundRequest } from "#bench/rounds.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { childEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";

const rounds = 5;
const calls = 9;
/** The largest size takes at most this many times the smallest. */
const allowedGrowth = 1.5;

export type SizedBench = {
  /** What is asked: "list of changes". */
  title: string;
  /** What the sizes count: "changes". */
  of: string;
  sizes: number[];
  fill: (client: pg.Client, size: number) => Promise<void>;
  /** The module that answers, in this folder. */
  module: string;
  /** The verb costs at most so many milliseconds more than bare SQL, where that is asked for. */
  atMostMore?: number;
};

type Sized = { size: number; child: ChildProcess; note: string };
type Measured = Map<string, { size: number; note: string; verb: number; bare: number }[]>;

/** Verbs against bare SQL for the same rows, on databases of several sizes that take turns. */
export async function benchBesideSql(serverUrl: string, bench: SizedBench): Promise<void> {
  const started: Sized[] = [];
  try {
    let names: string[] = [];
    for (const size of bench.sizes) {
      const url = await filledDatabase(serverUrl, bench, size);
      const child = fork(new URL(bench.module, import.meta.url), {
        env: childEnvironment({ DATABASE_URL: url }),
      });
      const ready = await answerOf<Ready>(child);
      started.push({ size, child, note: ready.note });
      names = ready.names;
    }
    print(bench, await measure(started, names));
  } finally {
    for (const { child } of started) child.kill();
  }
}

async function filledDatabase(
  serverUrl: string,
  { title, of, fill }: SizedBench,
  size: number,
): Promise<string> {
  const begun = performance.now();
  const name = `bench_${title.replaceAll(/\W+/g, "_")}_${size}`;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  await server.end();
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fill(client, size);
  await client.end();
  const seconds = (performance.now() - begun) / 1000;
  console.error(`${title}: ${size.toLocaleString("en")} ${of} written in ${seconds.toFixed(0)} s`);
  return url;
}

async function measure(started: Sized[], names: string[]): Promise<Measured> {
  const answers: { size: number; answer: RoundAnswer }[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) {
      for (const { size, child } of started) {
        child.send({ name, calls } satisfies RoundRequest);
        answers.push({ size, answer: await answerOf<RoundAnswer>(child) });
      }
    }
    console.error(`round ${round} of ${rounds}`);
  }
  const mediansOf = (name: string, { size, note }: Sized) => {
    const own = answers.filter((one) => one.size === size && one.answer.name === name);
    return {
      size,
      note,
      verb: median(own.map(({ answer }) => answer.verb)),
      bare: median(own.map(({ answer }) => answer.bare)),
    };
  };
  return new Map(names.map((name) => [name, started.map((one) => mediansOf(name, one))]));
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

function print({ title, of, sizes, atMostMore }: SizedBench, measured: Measured): void {
  const head = [title, of, "verb ms", "bare SQL ms", "ratio", "more ms"];
  if (atMostMore) head.push(`at most ${atMostMore} ms more`);
  const rows = [...measured].flatMap(([name, bySize]) =>
    bySize.map(({ size, note, verb, bare }) => [
      name,
      [size.toLocaleString("en"), note].filter(Boolean).join(", "),
      decimal(verb),
      decimal(bare),
      decimal(verb / bare),
      decimal(verb - bare),
      ...(atMostMore ? [verb - bare <= atMostMore ? "yes" : "NO"] : []),
    ]),
  );
  console.log(`\n${textTable(head, rows)}`);
  const growth = [...measured].map(([name, bySize]) => {
    const ratio = (bySize.at(-1)?.verb ?? 0) / (bySize[0]?.verb ?? 0);
    return [name, decimal(ratio), ratio <= allowedGrowth ? "yes" : "NO"];
  });
  const [smallest, largest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const sides = `${largest.toLocaleString("en")} against ${smallest.toLocaleString("en")}`;
  console.log(`\n${textTable([sides, "ratio", `at most ${allowedGrowth}`], growth)}`);
}
