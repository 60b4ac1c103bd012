import { expect, test } from "vitest";
import { readGithub } from "#lib/changes/deliveries/github.ts";
import { deploymentStatus, mergedSha, ping, pullRequest } from "#lib/testing/webhook-payloads.ts";

const wishes = { labels: ["Optimization", "performance"], mergedAs: "planned" as const };
const read = (event: string, body: unknown) => readGithub(event, body, wishes);
const at = "2026-11-12T09:04:00Z";

test("a deployment that is in progress is a change that has begun", () => {
  expect(read("deployment_status", deploymentStatus({ state: "in_progress", at })).incoming).toEqual([
    {
      externalIds: ["deployment:saypro/royalty:870042", `commit:saypro/royalty@${mergedSha}`],
      names: ["saypro/royalty"],
      environment: "production",
      creates: true,
      note: null,
      fields: {
        title: "Deploy saypro/royalty main (6dcb09b) to production",
        description: "Deployed to production.",
        status: "in-progress",
        startedAt: "2026-11-12T09:04:00.000Z",
        rolloutStart: "2026-11-12T09:04:00.000Z",
        evidence: { repository: "saypro/royalty", commit: mergedSha },
        links: [
          { kind: "commit", url: `https://github.com/saypro/royalty/commit/${mergedSha}` },
          { kind: "deployment", url: "https://github.com/saypro/royalty/actions/runs/99/job/7" },
        ],
      },
    },
  ]);
});

test("one that is done was rolled out from when it was asked for", () => {
  const [told] = read("deployment_status", deploymentStatus({ state: "success", at })).incoming ?? [];
  expect(told?.fields).toMatchObject({
    startedAt: "2026-11-12T09:00:00.000Z",
    rolloutStart: "2026-11-12T09:00:00.000Z",
    rolloutEnd: "2026-11-12T09:04:00.000Z",
    appliedAt: "2026-11-12T09:04:00.000Z",
  });
  expect(told?.fields).not.toHaveProperty("status");
});

test("one that failed makes nothing, but leaves a note", () => {
  const [told] = read("deployment_status", deploymentStatus({ state: "failure", at })).incoming ?? [];
  expect(told).toMatchObject({
    creates: false,
    fields: {},
    note: "The deployment to production failed at 2026-11-12T09:04:00.000Z: The health check did not answer.",
  });
});

test("a merged pull request with a label is a change to come, whatever the label's case", () => {
  const [told] = read("pull_request", pullRequest({ labels: ["bug", "OPTIMIZATION"] })).incoming ?? [];
  expect(told).toMatchObject({
    externalIds: ["pull-request:saypro/royalty#42", `commit:saypro/royalty@${mergedSha}`],
    fields: {
      title: "Cache the royalty rates of a statement",
      description: "Rates were read once a line.\nNow they are read once a statement.",
      status: "planned",
      evidence: { repository: "saypro/royalty", commit: mergedSha, pullRequest: "#42" },
      links: [{ kind: "pull request", url: "https://github.com/saypro/royalty/pull/42" }],
    },
  });
});

test.each([
  ["ping", ping, /secret is right/],
  ["push", {}, /Nothing is made of the event push/],
  ["deployment", {}, /its statuses say/],
  ["deployment_status", deploymentStatus({ state: "queued", at }), /queued changes nothing/],
  ["pull_request", pullRequest({ action: "ready_for_review" }), /was ready for review, not merged/],
  ["pull_request", pullRequest({ merged: false }), /without being merged/],
  ["pull_request", pullRequest({ labels: ["bug"] }), /none of the labels Optimization, performance/],
])("%s is ignored, saying why", (event, body, why) => {
  expect(read(event, body).ignored).toMatch(why);
});

test("a payload that is not of its event is refused by its path", () => {
  const broken = { ...deploymentStatus({ state: "success", at }), deployment: { id: "x" } };
  expect(() => read("deployment_status", broken)).toThrow(/deployment\.id/);
  expect(() => read("pull_request", ping)).toThrow(/action/);
});
