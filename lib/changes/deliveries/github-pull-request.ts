import { z } from "zod";
import { linksOf } from "#lib/changes/deliveries/addresses.ts";
import type { GithubWishes } from "#lib/changes/deliveries/github.ts";
import { commitId, repositorySchema } from "#lib/changes/deliveries/github-repository.ts";
import { heard, ignored, type Reading, said } from "#lib/changes/deliveries/incoming.ts";
import { oneLine, severalLines } from "#lib/changes/deliveries/plain-text.ts";
import { parse } from "#lib/core/parse.ts";

const event = "pull_request";

const pullRequestSchema = z.looseObject({
  action: z.string().max(100),
  pull_request: z.looseObject({
    number: z.number().int().positive(),
    title: z.string().max(10_000),
    body: z.string().max(1_000_000).nullish(),
    html_url: z.string().max(2_000),
    merged: z.boolean().nullish(),
    merge_commit_sha: z.string().max(100).nullish(),
    labels: z
      .array(z.looseObject({ name: z.string().max(300) }))
      .max(1_000)
      .nullish(),
  }),
  repository: repositorySchema,
});

/** A merged pull request with one of the labels is a change to come: that it is merged does not say it is deployed. */
export function readPullRequest(body: unknown, { labels, mergedAs }: GithubWishes): Reading {
  const { action, pull_request: pull, repository } = parse(pullRequestSchema, body);
  const name = `#${pull.number} of ${repository.full_name}`;
  if (action !== "closed") return ignored(event, `${name} was ${action.replaceAll("_", " ")}, not merged.`);
  if (!pull.merged) return ignored(event, `${name} was closed without being merged.`);
  const own = (pull.labels ?? []).map((label) => label.name.toLowerCase());
  if (!labels.some((label) => own.includes(label.toLowerCase()))) {
    return ignored(event, `${name} has none of the labels ${labels.join(", ") || "(none are set)"}.`);
  }
  const sha = pull.merge_commit_sha ?? null;
  return heard(event, [
    {
      externalIds: [
        `pull-request:${repository.full_name}#${pull.number}`,
        ...(sha ? [commitId(repository.full_name, sha)] : []),
      ],
      names: [repository.full_name],
      environment: null,
      fields: said({
        title: oneLine(pull.title) || `Pull request ${name}`,
        description: severalLines(pull.body),
        status: mergedAs,
        evidence: {
          repository: repository.full_name,
          ...(sha ? { commit: sha } : {}),
          pullRequest: `#${pull.number}`,
        },
        links: linksOf("pull request", pull.html_url),
      }),
      creates: true,
      note: null,
    },
  ]);
}
