import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const parse = (content: unknown, select?: Record<string, string>) =>
  parseFile(typeof content === "string" ? content : JSON.stringify(content), "report.json", { select });
const values = (content: unknown) =>
  Object.fromEntries((parse(content).runs[0]?.quantities ?? []).map((one) => [one.name, one.value]));
const real = () => JSON.parse(example("lighthouse.json"));

describe("Lighthouse", () => {
  it("reads the audits in their units, the score from 0 to 100 and the conditions", () => {
    expect(values(example("lighthouse.json"))).toMatchObject({
      "largest-contentful-paint": 50604.00230000001,
      "total-byte-weight": 9143692,
      "cumulative-layout-shift": 0,
      "performance-score": 38,
    });
    expect(parse(example("lighthouse.json"))).toMatchObject({
      version: "12.8.2",
      environment: {
        formFactor: "mobile",
        throttlingMethod: "simulate",
        cpuSlowdown: 4,
        benchmarkIndex: 2472.5,
      },
    });
  });

  it("reads version 5: no units, emulatedFormFactor, no layout shift, and a score that is null", () => {
    const { finalDisplayedUrl: _, ...old } = real();
    old.lighthouseVersion = "5.6.0";
    old.finalUrl = "http://127.0.0.1/";
    old.configSettings = { emulatedFormFactor: "desktop", throttlingMethod: "simulate" };
    old.audits = { "first-contentful-paint": { score: null, numericValue: 2681.34 } };
    old.categories = { performance: { score: null } };
    expect(values(old)).toEqual({ "first-contentful-paint": 2681.34 });
    expect(parse(old)).toMatchObject({
      version: "5.6.0",
      environment: { formFactor: "desktop", url: "http://127.0.0.1/" },
    });
    expect(parse(old).runs[0]?.quantities[0]).toMatchObject({ unit: "ms", better: "lower" });
  });

  it("reads files of version 6 and 13, mobile and desktop, with the network that was played", () => {
    expect(parseFile(example("lighthouse-6.json"), "a.json")).toMatchObject({
      version: "6.5.0",
      environment: { formFactor: "mobile", cpuSlowdown: 4, networkRttMs: 150, networkKbps: 1638.4 },
    });
    expect(values(example("lighthouse-6.json"))["largest-contentful-paint"]).toBeCloseTo(667.988, 3);
    expect(parseFile(example("lighthouse-13-desktop.json"), "a.json")).toMatchObject({
      version: "13.5.0",
      environment: { formFactor: "desktop", cpuSlowdown: 1, networkRttMs: 40, networkKbps: 10_240 },
    });
  });

  it("is known also where somebody sorted its keys, and the version comes after all the audits", () => {
    const { audits, ...others } = real();
    const long = { ...audits, zzz: { scoreDisplayMode: "manual", title: "x".repeat(70_000) } };
    const sorted = JSON.stringify({
      audits: { "bf-cache": { scoreDisplayMode: "binary" }, ...long },
      ...others,
    });
    expect(parseFile(sorted, "a.json").format).toBe("lighthouse");
  });

  it("refuses a page that did not load, and a report without performance audits", () => {
    expect(() => parse({ ...real(), runtimeError: { code: "NO_FCP" } })).toThrow(
      "the page did not load (NO_FCP)",
    );
    expect(() => parse({ lighthouseVersion: "12.0.0", audits: {} })).toThrow("there is no performance audit");
    expect(() => parse(example("lighthouse.json").slice(0, 900))).toThrow("the JSON ends in the middle");
  });

  it("passes on what Lighthouse itself warns of", () => {
    const file = parse({ ...real(), runWarnings: ["The page was slow to load."] });
    expect(file.warnings).toEqual([
      { code: "tool-warning", message: "Lighthouse says of report.json: The page was slow to load." },
    ]);
  });
});

describe("the manifest of LHCI", () => {
  // Synthetic: written from its documentation.
  const entry = (url: string, performance: number) => ({
    url,
    isRepresentativeRun: false,
    htmlPath: "a.html",
    jsonPath: "a.json",
    summary: { performance, seo: 1 },
  });

  it("takes each entry for a page load of its own", () => {
    const file = parse([entry("http://a/", 0.49), entry("http://a/", 0.51)]);
    expect(file.runs[0]).toMatchObject({ each: "run", samples: { "performance-score": [49, 51] } });
    expect(file.runs[0]?.quantities[0]).toMatchObject({ better: "higher", kind: "score" });
  });

  it("asks for the page where there are several", () => {
    const two = [entry("http://a/", 0.49), entry("http://b/", 0.9)];
    expect(() => parse(two)).toThrow("it holds 2 pages (“http://a/”, “http://b/”); select one with url=….");
    expect(parse(two, { url: "http://b/" }).runs[0]?.samples["performance-score"]).toEqual([90]);
  });

  it("reads the report inside an answer of PageSpeed Insights", () => {
    const inside = `{"id":"https://example.org/","lighthouseResult":${example("lighthouse.json")}}`;
    const [bare, wrapped] = [example("lighthouse.json"), inside].map((text) => parseFile(text, "a.json"));
    expect(wrapped).toEqual(bare);
  });
});
