import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { builtInPractices } from "#lib/changes/model.ts";
import { sampleChanges } from "#prisma/sample/changes.ts";
import { testRuns } from "#prisma/sample/test-runs.ts";

const shared = process.env.PORTAL_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));
const source = `${shared}/seed/saypro-optimization-plan.txt`;

describe.skipIf(!existsSync(source))("the source plan (needs ../shared)", () => {
  const bullets = existsSync(source) ? bulletsOf(readFileSync(source, "utf8")) : [];
  const plan = bullets.filter((bullet) => ["2", "3", "4", "5"].includes(bullet.section));
  const areas: Record<string, string> = {
    2: "software-configuration",
    3: "database",
    4: "code",
    5: "infrastructure",
  };

  it("has 32 optimizations, and each is one change of the sample, word for word", () => {
    expect(plan).toHaveLength(32);
    const recorded = sampleChanges.flatMap((change) => change.bullet ?? []);
    expect(recorded.toSorted()).toEqual(plan.map((bullet) => bullet.text).toSorted());
  });

  it("has each optimization in the area of its section and the practice of its heading", () => {
    for (const { text, section, heading } of plan) {
      const change = sampleChanges.find((one) => one.bullet === text);
      expect({ text, area: change?.area, practice: change?.practice }).toEqual({
        text,
        area: areas[section],
        practice: practiceOf(section, heading, text),
      });
    }
  });

  it("has a testing approach of three parts, and each has its test runs", () => {
    const approach = bullets.filter((one) => one.section === "6" && one.heading === "Testing Approach");
    expect(approach).toHaveLength(3);
    expect(new Set(testRuns.map((run) => run.bullet))).toEqual(new Set(approach.map((one) => one.text)));
  });
});

/** Headings that are not, but for their case, the name of a practice. */
const headings: Record<string, string> = {
  "Server Configuration Tweaks": "server-configuration",
  "Application Configuration Adjustments": "application-configuration",
  "Monitoring Configuration": "monitoring-configuration",
  "Database Indexing": "indexing",
  "Database Partitioning": "partitioning",
  "Database Connection Pooling": "connection-pooling",
  "Code Refactoring": "refactoring",
  "Cloud Infrastructure Scaling": "cloud-scaling",
  "Content Delivery Network (CDN) Integration": "content-delivery-network",
};

function practiceOf(section: string, heading: string, text: string): string {
  const byName = builtInPractices.find(
    (practice) => practice.name.toLowerCase() === heading.replace("Multi-t", "multi-t").toLowerCase(),
  );
  const key = headings[heading] ?? byName?.key;
  if (!key) throw new Error(`Section ${section} has an unknown heading "${heading}" over: ${text}`);
  return key;
}

type Bullet = { section: string; heading: string; text: string };

/** Lines that begin with "- "; one that ends in a colon heads those after it. "Objective: …" is neither. */
function bulletsOf(text: string): Bullet[] {
  const bullets: Bullet[] = [];
  let section = "";
  let heading = "";
  for (const line of text.split(/\r?\n/)) {
    const numbered = /^(\d)\. /.exec(line);
    if (numbered?.[1]) section = numbered[1];
    const item = /^- (.*)$/.exec(line)?.[1]?.trim();
    if (!item || item.startsWith("Objective:")) continue;
    if (item.endsWith(":")) heading = item.slice(0, -1);
    else bullets.push({ section, heading, text: item });
  }
  return bullets;
}
