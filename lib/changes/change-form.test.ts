import { expect, test } from "vitest";
import { readChangeForm } from "#lib/changes/change-form.ts";

function formOf(fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test("reads a configuration change with its roll-out in the reader's zone", () => {
  const { input, faults } = readChangeForm(
    formOf([
      ["title", " Raise shared_buffers "],
      ["area", "software-configuration"],
      ["system", "royalty-calculation"],
      ["appliedDay", "6 Oct 2026"],
      ["appliedFrom", "23:30"],
      ["appliedTo", "00:15"],
      ["setting.key", "shared_buffers"],
      ["setting.before", "4GB"],
      ["setting.after", "12GB"],
      ["setting.key", ""],
      ["setting.before", ""],
      ["setting.after", ""],
    ]),
    "Africa/Johannesburg",
  );
  expect(faults).toEqual([]);
  expect(input).toMatchObject({
    title: "Raise shared_buffers",
    appliedAt: "2026-10-06T21:30:00.000Z",
    rolloutStart: "2026-10-06T21:30:00.000Z",
    rolloutEnd: "2026-10-06T22:15:00.000Z",
    settings: [{ key: "shared_buffers", before: "4GB", after: "12GB" }],
    evidence: null,
    prediction: null,
  });
});

test("a predicted fall of 20 to 40 percent becomes a range of negative shares", () => {
  const { input } = readChangeForm(
    formOf([
      ["prediction.metric", "portal.p95"],
      ["prediction.direction", "fall"],
      ["prediction.from", "20"],
      ["prediction.to", "40 %"],
    ]),
    "UTC",
  );
  expect(input.prediction).toEqual({ metric: "portal.p95", low: -0.4, high: -0.2 });
});

test("takes only the evidence that belongs to the area", () => {
  const { input } = readChangeForm(
    formOf([
      ["area", "database"],
      ["evidence.statement", "create index"],
      ["evidence.commit", "abc"],
    ]),
    "UTC",
  );
  expect(input.evidence).toEqual({ statement: "create index" });
});

test("takes cost and saving as people write them; what is empty is not stated", () => {
  const { input } = readChangeForm(
    formOf([
      ["effortDays", "3,5"],
      ["spentOnce", "1 200.50"],
      ["runningCostPerYear", " "],
      ["savingPerYear", "7,560"],
      ["savingBasis", " 3 instances at 210 € a month fewer "],
    ]),
    "UTC",
  );
  expect(input).toMatchObject({
    effortDays: "3.5",
    spentOnce: "1200.50",
    runningCostPerYear: null,
    // Thousands or a fraction? The verb refuses it and says how to write it.
    savingPerYear: "7,560",
    savingBasis: "3 instances at 210 € a month fewer",
  });
});

test("names what it cannot read", () => {
  const { faults } = readChangeForm(
    formOf([
      ["appliedDay", "32 Nov"],
      ["prediction.metric", "m"],
      ["settleMinutes", "soon"],
    ]),
    "UTC",
  );
  expect(faults.map((fault) => fault.path).sort()).toEqual(["appliedAt", "prediction", "settleMinutes"]);
});
