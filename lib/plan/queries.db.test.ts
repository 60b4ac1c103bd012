import { expect, test } from "vitest";
import { exportPlan } from "#lib/plan/queries.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";

test("a plan is called after the organisation, and only a plan where that has no name", async () => {
  const lead = await actorOf("lead");
  const heading = async () => {
    const { name, content } = await exportPlan(lead, { format: "md", quarter: "2026-Q3" });
    return [
      name,
      Buffer.from(content as Uint8Array)
        .toString("utf8")
        .split("\n")[0],
    ];
  };
  expect(await heading()).toEqual(["Optimization Plan Third quarter 2026.md", "# Optimization Plan"]);
  await db.organisation.create({ data: { id: 1, name: "SayPro" } });
  expect(await heading()).toEqual([
    "SayPro Optimization Plan Third quarter 2026.md",
    "# SayPro Optimization Plan",
  ]);
});
