import { readDeployment } from "#lib/changes/deliveries/github-deployment.ts";
import { readPullRequest } from "#lib/changes/deliveries/github-pull-request.ts";
import { ignored, type Reading } from "#lib/changes/deliveries/incoming.ts";

export type GithubWishes = { labels: string[]; mergedAs: "draft" | "planned" };

/** What one of GitHub's events amounts to. Throws INVALID where the payload is not that of its event. */
export function readGithub(event: string, body: unknown, wishes: GithubWishes): Reading {
  if (event === "ping") return ignored(event, "A ping: the webhook is set up and its secret is right.");
  if (event === "deployment_status") return readDeployment(body);
  if (event === "pull_request") return readPullRequest(body, wishes);
  if (event === "deployment")
    return ignored(event, "A deployment was asked for; its statuses say what comes of it.");
  return ignored(event, `Nothing is made of the event ${event || "that has no name"}.`);
}
