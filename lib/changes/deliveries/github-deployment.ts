import { z } from "zod";
import { linksOf } from "#lib/changes/deliveries/addresses.ts";
import { commitId, repositorySchema } from "#lib/changes/deliveries/github-repository.ts";
import {
  heard,
  type Incoming,
  ignored,
  momentsOf,
  type Reading,
  said,
} from "#lib/changes/deliveries/incoming.ts";
import { oneLine, severalLines } from "#lib/changes/deliveries/plain-text.ts";
import { moment } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";

const event = "deployment_status";
const address = z.string().max(2_000).nullish();

const statusSchema = z.looseObject({
  deployment_status: z.looseObject({
    state: z.string().max(40),
    description: z.string().max(10_000).nullish(),
    environment: z.string().max(300).nullish(),
    target_url: address,
    log_url: address,
    created_at: moment,
  }),
  deployment: z.looseObject({
    id: z.number().int(),
    sha: z.string().min(7).max(100),
    ref: z.string().max(300),
    environment: z.string().max(300),
    description: z.string().max(10_000).nullish(),
    created_at: moment,
  }),
  repository: repositorySchema,
});
type Told = z.output<typeof statusSchema>;

/** What a status of a deployment says: it goes on, it is done, it failed. */
export function readDeployment(body: unknown): Reading {
  const told = parse(statusSchema, body);
  const { state } = told.deployment_status;
  if (state === "in_progress") return heard(event, [{ ...common(told), ...begun(told) }]);
  if (state === "success") return heard(event, [{ ...common(told), ...done(told) }]);
  if (state === "failure" || state === "error") return heard(event, [{ ...common(told), ...failed(told) }]);
  return ignored(event, `A deployment that is ${state.replaceAll("_", " ")} changes nothing yet.`);
}

function common({ deployment, deployment_status: status, repository }: Told) {
  const { full_name: name } = repository;
  return {
    externalIds: [`deployment:${name}:${deployment.id}`, commitId(name, deployment.sha)],
    names: [name],
    environment: status.environment || deployment.environment,
    creates: true,
    note: null,
  };
}

function begun(told: Told): Pick<Incoming, "fields"> {
  const at = told.deployment_status.created_at.toISOString();
  return { fields: { ...about(told), status: "in-progress", startedAt: at, rolloutStart: at } };
}

/** Where it was not told that it began, it began when it was asked for. */
function done(told: Told): Pick<Incoming, "fields"> {
  return {
    fields: { ...about(told), ...momentsOf(told.deployment.created_at, told.deployment_status.created_at) },
  };
}

/** Nothing was changed by it, so that nothing is recorded; a change that had begun keeps a note. */
function failed({ deployment_status: status, deployment }: Told) {
  const why = severalLines(status.description, 500);
  const where = status.environment || deployment.environment;
  const at = status.created_at.toISOString();
  const note = `The deployment to ${where} failed at ${at}${why ? `: ${why}` : "."}`;
  return { fields: {}, creates: false, note };
}

function about({ deployment, deployment_status: status, repository }: Told) {
  const short = deployment.sha.slice(0, 7);
  const named = deployment.ref === deployment.sha ? short : `${deployment.ref} (${short})`;
  const where = status.environment || deployment.environment;
  return said({
    title: oneLine(deployment.description) || oneLine(`Deploy ${repository.full_name} ${named} to ${where}`),
    description: `Deployed to ${where}.`,
    evidence: { repository: repository.full_name, commit: deployment.sha },
    links: [
      ...linksOf("commit", `${repository.html_url}/commit/${deployment.sha}`),
      ...linksOf("deployment", status.log_url || status.target_url),
    ],
  });
}
