/** What GitHub and four other programs send, written by hand after their documented shapes and cut to what matters. */

const repository = {
  id: 1296269,
  name: "royalty",
  full_name: "saypro/royalty",
  private: true,
  html_url: "https://github.com/saypro/royalty",
  default_branch: "main",
  owner: { login: "saypro", id: 1, type: "Organization" },
};
const sender = { login: "ann", id: 2, type: "User" };

export const mergedSha = "6dcb09b5b57875f334f61aebed695e2e4193db5e";

type DeploymentStatus = { state: string; at: string; id?: number; sha?: string; environment?: string };

/** deployment_status, action created. */
export function deploymentStatus(told: DeploymentStatus) {
  const { state, at, id = 870_042, sha = mergedSha, environment = "production" } = told;
  const url = `https://api.github.com/repos/saypro/royalty/deployments/${id}`;
  return {
    action: "created",
    deployment_status: {
      url: `${url}/statuses/1`,
      id: 1,
      node_id: "MDE2OkRlcGxveW1lbnRTdGF0dXMx",
      state,
      creator: sender,
      description: state === "failure" ? "The health check did not answer." : "",
      environment,
      target_url: "",
      log_url: "https://github.com/saypro/royalty/actions/runs/99/job/7",
      environment_url: "",
      created_at: at,
      updated_at: at,
      deployment_url: url,
      repository_url: "https://api.github.com/repos/saypro/royalty",
    },
    deployment: {
      url,
      id,
      node_id: "MDEwOkRlcGxveW1lbnQx",
      task: "deploy",
      original_environment: environment,
      environment,
      description: null,
      created_at: "2026-11-12T09:00:00Z",
      updated_at: at,
      sha,
      ref: "main",
      payload: {},
      transient_environment: false,
      production_environment: true,
      creator: sender,
    },
    workflow: null,
    workflow_run: null,
    repository,
    sender,
  };
}

type PullRequest = { labels?: string[]; merged?: boolean; action?: string; number?: number; sha?: string };

/** pull_request, action closed. */
export function pullRequest(told: PullRequest = {}) {
  const { labels = ["optimization"], merged = true, action = "closed", number = 42, sha = mergedSha } = told;
  return {
    action,
    number,
    pull_request: {
      id: 279_147_437,
      number,
      state: "closed",
      title: "Cache the royalty rates of a statement",
      body: "Rates were read once a line.\r\nNow they are read once a statement.",
      html_url: `https://github.com/saypro/royalty/pull/${number}`,
      user: sender,
      labels: labels.map((name, index) => ({ id: index, name, color: "ededed", default: false })),
      merged,
      merged_at: merged ? "2026-11-12T08:40:00Z" : null,
      closed_at: "2026-11-12T08:40:00Z",
      merge_commit_sha: sha,
      head: { ref: "cache-rates", sha: "1111111111111111111111111111111111111111" },
      base: { ref: "main", sha: "2222222222222222222222222222222222222222" },
    },
    repository,
    sender,
  };
}

export const ping = {
  zen: "Keep it logically awesome.",
  hook_id: 109_948_940,
  hook: { type: "Repository", id: 109_948_940, active: true, events: ["deployment_status", "pull_request"] },
  repository,
  sender,
};

const address = `https://github.com/saypro/royalty/commit/${mergedSha}`;
const at = Date.UTC(2026, 10, 12, 9, 30);
const title = "Royalty rates are cached per statement";

/** The same deployment, as four tools tell of it. */
export const toolPayloads: Record<string, Record<string, unknown>> = {
  "New Relic": {
    query:
      "mutation ($changeTrackingEvent: ChangeTrackingCreateEventInput!) { changeTrackingCreateEvent(changeTrackingEvent: $changeTrackingEvent) { changeTrackingEvent { changeTrackingId } messages } }",
    variables: {
      changeTrackingEvent: {
        categoryAndTypeData: {
          kind: { category: "deployment", type: "basic" },
          categoryFields: { deployment: { version: "3.41.0", commit: mergedSha, deepLink: address } },
        },
        shortDescription: title,
        user: "ann@saypro.example",
        timestamp: at,
        entitySearch: { query: "name = 'royalty' AND type = 'APPLICATION'" },
      },
    },
  },
  Grafana: {
    dashboardUID: "jcIIG-07z",
    panelId: 2,
    time: at,
    timeEnd: at,
    tags: ["deployment", "service:royalty"],
    text: `${title}\n<a href="${address}">${address}</a>`,
  },
  Honeycomb: { message: title, type: "royalty", url: address, start_time: at / 1000 },
  DevLake: {
    id: "deploy-870042",
    displayTitle: title,
    url: address,
    environment: "PRODUCTION",
    result: "SUCCESS",
    startedDate: "2026-11-12T09:30:00+00:00",
    finishedDate: "2026-11-12T09:30:00+00:00",
    deploymentCommits: [
      {
        repoUrl: "https://github.com/saypro/royalty",
        refName: "main",
        commitSha: mergedSha,
        commitMsg: "Cache the royalty rates",
        startedDate: "2026-11-12T09:30:00+00:00",
        finishedDate: "2026-11-12T09:30:00+00:00",
      },
    ],
  },
};
