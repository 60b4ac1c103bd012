import { readdirSync } from "node:fs";
import { interleaved } from "#bench/interleaved.ts";
import { k6Points } from "#bench/k6-points.ts";
import { benchLargeFiles } from "#bench/large-file.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { isAppError } from "#lib/core/errors.ts";
import { example } from "#lib/core/formats/examples/example.ts";
import { formats, parseFile } from "#lib/core/formats/registry.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";

const names = readdirSync(new URL("../lib/core/formats/examples/", import.meta.url)).filter(
  (name) => !/\.(md|ts)$/.test(name),
);

/** Formats that hold a row per value grow to any length; for the others the file as it is stands. */
const longBytes = 5_000_000;

/** Megabytes a second that each format is read in, beside splitting the same text into lines. */
export async function benchFormats(): Promise<void> {
  const rows: string[][] = [];
  for (const format of formats) {
    const text = textOf(format.name);
    if (text === null) continue;
    const [parsed, split] = await interleaved(
      [
        { name: "parse", run: async () => parseFile(text, "file", { format: format.name }) },
        { name: "split", run: async () => text.split("\n").length },
      ],
      { rounds: 5, calls: 3 },
    );
    const speed = (milliseconds = Number.NaN) => decimal(text.length / 1000 / milliseconds);
    rows.push([
      format.name,
      decimal(text.length / 1e6),
      speed(parsed?.milliseconds),
      speed(split?.milliseconds),
    ]);
  }
  console.log(textTable(["format", "MB", "MB/s read", "MB/s split into lines"], rows));
  console.log(damagedFiles(100_000));
  await benchLargeFiles();
}

function textOf(format: string): string | null {
  if (format === "k6-ndjson") return k6Points();
  const name = names.find((one) => formatOf(one) === format);
  if (name === undefined) return null;
  const text = example(name);
  const lines = text.trimEnd().split("\n");
  const repeats = Math.ceil(longBytes / text.length);
  const [header = "", ...rows] = lines;
  const long = [header, ...Array(repeats).fill(rows.join("\n"))].join("\n");
  return canBe(format, `${long}\n`) ?? text;
}

/** Where rows may not be repeated (a table that ends at 100 %, JSON), the file stays as it is. */
function canBe(format: string, text: string): string | null {
  try {
    parseFile(text, "file", { format });
    return text;
  } catch {
    return null;
  }
}

function formatOf(name: string): string | null {
  try {
    return parseFile(example(name), name).format;
  } catch {
    return null;
  }
}

/** Real files with damage: each must be read or refused. */
function damagedFiles(count: number): string {
  const random = seededRandom(1);
  const texts = names.map((name) => example(name));
  const shards = ["NaN", "-1", "1e999", "", '"', "{", "]", ",", "\n", "\u0000", "1.2.3"];
  const found = { read: 0, refused: 0, crashed: 0 };
  let slowest = 0;
  for (let index = 0; index < count; index++) {
    const text = texts[random.integer(texts.length)] ?? "";
    const at = random.integer(text.length);
    const damaged =
      text.slice(0, at) + shards[random.integer(shards.length)] + text.slice(at + random.integer(10));
    const begun = performance.now();
    try {
      parseFile(random.integer(5) === 0 ? damaged.slice(0, at) : damaged, "file");
      found.read++;
    } catch (error) {
      if (isAppError(error)) found.refused++;
      else found.crashed++;
    }
    slowest = Math.max(slowest, performance.now() - begun);
  }
  return `\n${count} damaged files (seed 1): ${found.read} read, ${found.refused} refused, ${found.crashed} crashed; the slowest took ${decimal(slowest)} ms.`;
}
