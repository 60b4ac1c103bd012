import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { headedTable } from "./reading/headed-table.ts";
import { quantity } from "./reading/quantity.ts";
import { firstLines } from "./reading/source-text.ts";
import { layoutOf } from "./reading/table.ts";

/**
 * The view's counters only grow. A lone dump counts from its last reset; with an earlier one the difference counts, by
 * user, database, level and query id. The mean of a period is the growth of the time by the growth of the calls.
 */
export const pgStatStatements: Format = {
  name: "pg_stat_statements",
  tool: "pg_stat_statements",
  detects: "a table with the columns queryid, calls and total_exec_time (or total_time before PostgreSQL 13)",
  gives: "summary",
  detect: (head) => {
    const first = firstLines(head, 1)[0] ?? "";
    return /\bqueryid\b/.test(first) && /\bcalls\b/.test(first) && /\btotal(_exec)?_time\b/.test(first);
  },
  parse,
};

type Statement = {
  key: string;
  queryid: string;
  query: string;
  calls: number;
  totalMs: number;
  since: string;
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const later = statementsOf(text, fileName);
  const earlier = options.since ? statementsOf(options.since.text, options.since.name) : [];
  const warnings: ParsedFile["warnings"] = [];
  const grown = later.map((statement) => {
    const before = earlier.find((one) => one.key === statement.key);
    if (!before) return statement;
    const wasReset = statement.calls < before.calls || statement.since !== before.since;
    if (wasReset) {
      warnings.push({
        code: "counter-reset",
        message: `The counters of query ${statement.queryid} were reset before ${fileName}; it counts from the reset.`,
      });
      return statement;
    }
    return {
      ...statement,
      calls: statement.calls - before.calls,
      totalMs: statement.totalMs - before.totalMs,
    };
  });
  const chosen = chosenStatement(grown, options.select?.queryid, fileName);
  const own = warnings.filter((warning) => warning.message.includes(chosen.queryid));
  const mean = chosen.totalMs / chosen.calls;
  return {
    format: "pg_stat_statements",
    tool: "pg_stat_statements",
    version: null,
    runs: [
      {
        name: fileName,
        startedAt: null,
        quantities: [
          quantity("query.mean", mean, chosen.calls),
          quantity("query.calls", chosen.calls, chosen.calls),
        ],
        each: "request",
        samples: {},
        series: {},
        errorRate: null,
      },
    ],
    environment: { queryid: chosen.queryid, query: chosen.query.replaceAll(/\s+/g, " ").slice(0, 200) },
    warnings: own,
  };
}

function chosenStatement(statements: Statement[], queryid: string | undefined, fileName: string): Statement {
  const called = statements.filter((one) => one.calls > 0);
  const matching = queryid === undefined ? called : called.filter((one) => one.queryid === queryid);
  const [first, ...others] = matching.toSorted((one, other) => other.totalMs - one.totalMs);
  if (!first) {
    const which =
      queryid === undefined ? "no statement was called" : `the query ${quoted(queryid)} was not called`;
    throw faultyFile(fileName, `${which} in this period.`);
  }
  if (queryid === undefined) return first;
  // One query run by several users or in several databases is one query.
  const calls = others.reduce((sum, one) => sum + one.calls, first.calls);
  const totalMs = others.reduce((sum, one) => sum + one.totalMs, first.totalMs);
  return { ...first, calls, totalMs };
}

function statementsOf(text: string, fileName: string): Statement[] {
  const table = headedTable(withoutPsqlRules(text), layoutOf(firstLines(text, 1)) ?? ",", fileName);
  const total = table.header.includes("total_exec_time") ? "total_exec_time" : "total_time";
  if (!["queryid", "calls", total].every((name) => table.header.includes(name))) {
    throw faultyFile(fileName, "the header line lacks queryid, calls or total_exec_time.");
  }
  return [...table.rows].map((row): Statement => {
    const [calls, totalMs] = [table.number(row, "calls"), table.number(row, total)];
    const queryid = table.text(row, "queryid").trim();
    if (calls === null || totalMs === null) {
      throw faultyFile(fileName, `query ${quoted(queryid)} has no calls or no time.`, row.line);
    }
    const key = ["userid", "dbid", "toplevel", "queryid"]
      .map((name) => table.text(row, name).trim())
      .join("/");
    return {
      key,
      queryid,
      query: table.text(row, "query").trim(),
      calls,
      totalMs,
      since: table.text(row, "stats_since"),
    };
  });
}

/** What psql prints around a table: the rule below its head, and how many rows it has. Lines keep their numbers. */
function withoutPsqlRules(text: string): string {
  return text.replaceAll(/^[ \t]*(-+(\+-+)+|\(\d+ rows?\))[ \t]*\r?$/gm, "");
}
