import fc from "fast-check";
import { expect, test } from "vitest";
import { type Standing, stepOf } from "#lib/changes/next-step.ts";

const planned: Standing = {
  status: "planned",
  description: "Why.",
  startedAt: null,
  appliedAt: null,
  rolloutStart: null,
  rolloutEnd: null,
  evidence: { repository: "saypro/royalty", pullRequest: "#42" },
  links: [{ kind: "pull request", url: "https://a.example" }],
};
const applied = { appliedAt: "2026-11-12T09:04:00Z", rolloutStart: "2026-11-12T09:00:00Z" };

test("what a change lacks is filled in, and it moves forward", () => {
  const links = [{ kind: "deployment", url: "https://b.example" }];
  const evidence = { repository: "elsewhere", commit: "abc" };
  expect(stepOf(planned, { fields: { ...applied, evidence, links }, note: "A note." })).toEqual({
    edit: {
      ...applied,
      evidence: { repository: "saypro/royalty", commit: "abc", pullRequest: "#42" },
      links: [...planned.links, ...links],
      description: "Why.\n\nA note.",
    },
    move: "applied",
  });
});

test("times that are there stay", () => {
  const begun: Standing = {
    ...planned,
    status: "in-progress",
    rolloutStart: new Date("2026-11-12T08:00:00Z"),
  };
  expect(stepOf(begun, { fields: applied, note: null })).toEqual({
    edit: { appliedAt: applied.appliedAt },
    move: "applied",
  });
});

test("from applied on, and after an end, times and status belong to people", () => {
  for (const status of ["applied", "measuring", "verified", "rolled-back", "abandoned"] as const) {
    expect(stepOf({ ...planned, status }, { fields: applied, note: null })).toEqual({ edit: {}, move: null });
  }
});

test("nothing moves back, and the same news again is no news", () => {
  const later: Standing = { ...planned, status: "in-progress", description: "A note." };
  expect(stepOf(later, { fields: { status: "planned", links: planned.links }, note: "A note." })).toEqual({
    edit: {},
    move: null,
  });
});

test("evidence of another kind is left alone", () => {
  const index: Standing = { ...planned, evidence: { statement: "CREATE INDEX …" } };
  expect(stepOf(index, { fields: { evidence: { commit: "abc" } }, note: null }).edit).toEqual({});
});

test("whatever comes, no status ever goes backwards", () => {
  const order = ["draft", "planned", "in-progress", "applied"] as const;
  fc.assert(
    fc.property(fc.constantFrom(...order), fc.constantFrom(...order), (from, to) => {
      const { move } = stepOf({ ...planned, status: from }, { fields: { status: to }, note: null });
      expect(move === null || order.indexOf(move as (typeof order)[number]) > order.indexOf(from)).toBe(true);
    }),
  );
});
