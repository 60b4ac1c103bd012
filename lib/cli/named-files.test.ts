import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parseFile } from "#lib/core/formats/registry.ts";
import { namedFile, namedFiles } from "./named-files.ts";

const folder = mkdtempSync(join(tmpdir(), "portal-files-"));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const points = Array.from({ length: 40_000 }, (_, index) => {
  const time = new Date(1_795_471_200_000 + index * 10).toISOString();
  return JSON.stringify({
    type: "Point",
    data: { time, value: 5 + (index % 7), tags: { name: "é" } },
    metric: "http_req_duration",
  });
});

it("reads a long file of JSON lines piece by piece to the same content and hash", async () => {
  const text = `\uFEFF${points.join("\r\n")}\r\n`;
  const path = file("points.json", text);
  const streamed = await namedFile(path, "points.json", undefined, 0);
  expect(streamed.text).toBe("");
  expect(streamed.parsed).toEqual(parseFile(text, "points.json"));
  expect(streamed.sha256).toBe(createHash("sha256").update(text).digest("hex"));
});

it("streams a file that is larger than the memory there is", () => {
  const path = join(folder, "large.json");
  const descriptor = openSync(path, "w");
  const block = `${points.join("\n")}\n`;
  let bytes = 0;
  while (bytes < 80_000_000) bytes += writeSync(descriptor, block);
  closeSync(descriptor);
  const portal = fileURLToPath(new URL("portal.js", import.meta.url));
  const inspected = execFileSync(process.execPath, [portal, "inspect", path, "--json"], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=48 --disable-warning=ExperimentalWarning" },
  });
  const { format, metrics } = JSON.parse(inspected);
  expect(format).toBe("k6-ndjson");
  expect(metrics[0]).toMatchObject({
    name: "latency.mean",
    n: (bytes / Buffer.byteLength(block)) * points.length,
  });
  rmSync(path);
}, 120_000);

it("names the faulty line of a long file, also when it is cut off at its end", async () => {
  const cut = file("cut.json", points.join("\n").slice(0, -10));
  await expect(namedFile(cut, "cut.json", undefined, 0)).rejects.toThrow("cut.json, line 40000:");
  const broken = file("broken.json", [points[0], "{oops", points[1]].join("\n"));
  await expect(namedFile(broken, "broken.json", undefined, 0)).rejects.toThrow("broken.json, line 2:");
});

it("reads a long file whole where its format cannot be read by lines", async () => {
  expect((await namedFile(file("values.csv", "value\n1\n2\n"), "values.csv", undefined, 0)).text).toBe(
    "value\n1\n2\n",
  );
});

it("takes A..B for two snapshots, and a path with dots in it for a path", async () => {
  const [first, second] = [file("a.csv", "1"), file("b.csv", "2")];
  expect(await namedFile(`${first}..${second}`)).toMatchObject({
    name: "b.csv",
    text: "2",
    since: { name: "a.csv", text: "1" },
  });
  expect(await namedFile(join(folder, "..", folder.split("/").at(-1) ?? "", "a.csv"))).toMatchObject({
    name: "a.csv",
    text: "1",
  });
  expect(await namedFile(file("odd..name.csv", "3"))).toMatchObject({ name: "odd..name.csv", text: "3" });
});

it("tells files of one name apart by their folders", async () => {
  writeFileSync(join(mkdtempSync(join(folder, "x")), "r.csv"), "1");
  const one = file("r.csv", "1");
  const files = await namedFiles([one], [one, "/elsewhere/r.csv"]);
  expect(files[0]?.name).toBe(`${folder.split("/").at(-1)}/r.csv`);
});

it("says why a path cannot be read", async () => {
  await expect(namedFile(folder)).rejects.toThrow("this is a folder");
  await expect(namedFile(join(folder, "nowhere.csv"))).rejects.toThrow("there is no such file");
});
