import { z } from "zod";

export const repositorySchema = z.looseObject({
  full_name: z.string().min(1).max(200),
  html_url: z.string().max(1_000),
});

/** One change per commit: a pull request and the deployment of what it was merged as know each other by this. */
export function commitId(repository: string, sha: string): string {
  return `commit:${repository}@${sha}`;
}
