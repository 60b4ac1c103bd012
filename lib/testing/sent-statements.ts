import pg from "pg";
import { onTestFinished, vi } from "vitest";

export type Statement = { text: string; values: unknown[] };

/** What some work asks PostgreSQL to read, in the order of asking. */
export async function sentStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const query = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...given) {
    const [config, values] = given as unknown as [string | Statement, unknown[] | undefined];
    sent.push(
      typeof config === "string" ? { text: config, values: values ?? [] } : withValues(config, values),
    );
    return query.apply(this, given as never);
  });
  onTestFinished(() => spy.mockRestore());
  await work();
  spy.mockRestore();
  return sent.filter(({ text }) => /^\s*(SELECT|WITH)\b/.test(text));
}

function withValues(config: Statement, values: unknown[] | undefined): Statement {
  return { text: config.text, values: values ?? config.values ?? [] };
}

export type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
};

/** Every step of how PostgreSQL answers it. */
export async function planNodes(client: pg.Client, { text, values }: Statement): Promise<PlanNode[]> {
  const { rows: plans } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>({
    text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
    values,
  });
  const plan = plans[0]?.["QUERY PLAN"][0].Plan;
  if (!plan) throw new Error(`There is no plan for: ${text}`);
  return nodesOf(plan);
}

/** How many rows of a table were looked at to answer it. */
export function rowsRead(nodes: PlanNode[], table: string): number {
  return nodes
    .filter((node) => node["Relation Name"] === table)
    .map(
      (node) =>
        ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1),
    )
    .reduce((sum, rows) => sum + rows, 0);
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
