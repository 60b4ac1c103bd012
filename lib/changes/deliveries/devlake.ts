import { z } from "zod";
import { codeEvidence, linksOf, repositoryName } from "#lib/changes/deliveries/addresses.ts";
import { type Incoming, momentsOf, said } from "#lib/changes/deliveries/incoming.ts";
import { oneLine } from "#lib/changes/deliveries/plain-text.ts";
import { moment } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";

const text = z.string().max(10_000).nullish();

const commitSchema = z.looseObject({
  repoUrl: text,
  commitSha: text,
  commitMsg: text,
  displayTitle: text,
  startedDate: moment.nullish(),
  finishedDate: moment.nullish(),
});

const deploymentSchema = commitSchema.extend({
  id: z.union([z.string().min(1).max(400), z.number()]).nullish(),
  name: text,
  url: text,
  environment: text,
  result: text,
  deploymentCommits: z.array(commitSchema).max(1_000).nullish(),
});

/** A deployment as DevLake's incoming webhook takes it, with the names of version 1 or those before it. */
export const devlake = {
  name: "DevLake deployment",
  detects: (body: Record<string, unknown>) => {
    const renamed = current(body);
    return Array.isArray(renamed.deploymentCommits) || ("repoUrl" in renamed && "commitSha" in renamed);
  },
  read(body: Record<string, unknown>, now: Date): Incoming[] {
    const deployment = parse(deploymentSchema, current(body));
    const [first = deployment] = deployment.deploymentCommits ?? [];
    const repository = first.repoUrl ? repositoryName(first.repoUrl) : null;
    const links = linksOf("link", deployment.url, deployment.url ? null : commitAddress(first));
    const title = deployment.displayTitle || deployment.name || first.displayTitle || first.commitMsg;
    const failed = /^(failure|failed|abort)/i.test(deployment.result ?? "");
    const start = deployment.startedDate ?? first.startedDate ?? null;
    const end = deployment.finishedDate ?? first.finishedDate ?? null;
    return [
      {
        externalIds: deployment.id ? [`devlake:${deployment.id}`] : [],
        names: [repository, first.repoUrl].filter((name) => typeof name === "string"),
        environment: deployment.environment ?? "PRODUCTION",
        fields: said({
          title: oneLine(title) || `Deploy ${repository ?? first.commitSha?.slice(0, 7) ?? "a version"}`,
          ...momentsOf(start ?? end ?? now, end),
          evidence: codeEvidence({ repository, commit: first.commitSha }, links),
          links,
        }),
        creates: !failed,
        note: failed ? `The deployment failed at ${(end ?? now).toISOString()}.` : null,
      },
    ];
  },
};

const renamings: Record<string, string> = {
  pipeline_id: "id",
  display_title: "displayTitle",
  repo_url: "repoUrl",
  commit_sha: "commitSha",
  commit_msg: "commitMsg",
  start_time: "startedDate",
  end_time: "finishedDate",
  deployment_commits: "deploymentCommits",
};

/** The names of today for those of earlier versions. */
function current(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      renamings[name] ?? name,
      Array.isArray(value) ? value.map((item) => (isObject(item) ? current(item) : item)) : value,
    ]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function commitAddress({ repoUrl, commitSha }: z.output<typeof commitSchema>): string | null {
  return repoUrl && commitSha ? `${repoUrl.replace(/\/+$|\.git$/g, "")}/commit/${commitSha}` : null;
}
