import { parseArgs } from "node:util";
import { AppError } from "#lib/core/errors.ts";
import { index, loadOrders, statement } from "./example/order-workload.ts";
import { type OwnPortal, startOwnPortal } from "./example/own-portal.ts";
import { addOrderSystem, recordResult } from "./example/record-result.ts";
import type { Io } from "./io.ts";
import { exitStatus, UsageError } from "./usage-error.ts";

const usage = "portal example [--once] [--rows 1000000] [--runs 10] [--seconds 1]";

/**
 * `portal example`: a portal with an empty plan, a real workload in its PostgreSQL, a real index, real timings before and
 * after it, and the same for a change that is none. Stays until Ctrl-C, or ends by itself with `--once`.
 */
export function exampleCommand(args: string[], io: Io): Promise<number> {
  return exitStatus(io, usage, async () => {
    const { values } = parseArgs({
      args,
      options: {
        once: { type: "boolean", default: false },
        rows: { type: "string", default: "1000000" },
        runs: { type: "string", default: "10" },
        seconds: { type: "string", default: "1" },
      },
    });
    const size = {
      rows: numberOf("--rows", values.rows, 1_000),
      runs: numberOf("--runs", values.runs, 5),
      seconds: numberOf("--seconds", values.seconds, 0.05),
    };
    const say = (line: string) => io.stdout(`${line}\n`);
    const asked = untilSignal();
    const portal = await startOwnPortal(say);
    try {
      const stopped = await Promise.race([demonstrate(portal, size, say), asked]);
      if (values.once || stopped === "asked") return;
      say(
        `The portal stays at ${portal.url}: sign in as ${portal.lead.email}, password ${portal.lead.password}.`,
      );
      say("Ctrl-C ends it and removes its data.");
      await asked;
    } finally {
      await portal.stop();
    }
  });
}

type Size = { rows: number; runs: number; seconds: number };

async function demonstrate(portal: OwnPortal, { rows, runs, seconds }: Size, say: (line: string) => void) {
  const count = rows.toLocaleString("en-GB");
  say(`An empty portal runs at ${portal.url}. Loading ${count} orders into a database of its own …`);
  const workload = await loadOrders(portal.databaseUrl, rows);
  try {
    await addOrderSystem(portal);
    say(`Measuring ${runs} runs without and ${runs} with an index on the customer, by turns …`);
    const indexed = await workload.measureIndex(runs, seconds);
    const real = await recordResult(
      portal,
      {
        title: "Index for the latest orders of a customer",
        area: "database",
        practice: "indexing",
        description: `${index}\n\nMeasured over ${count} orders.`,
        evidence: { statement },
        rollbackPlan: "DROP INDEX orders_by_customer",
      },
      indexed,
    );
    say(`Measuring the same thing twice, ${runs} runs each, by turns …`);
    const same = await recordResult(
      portal,
      {
        title: "Nothing: the same query measured twice",
        area: "database",
        practice: "indexing",
        description: "Two measurements of one state. An honest verdict does not call this an improvement.",
        evidence: { statement },
      },
      await workload.measureNothing(runs, seconds),
    );
    say("");
    for (const { verdict, page } of [real, same]) {
      if (!verdict) throw new AppError("INTERNAL", `The verdict of ${page} is missing.`);
      say(`${verdict.outcome.toUpperCase()}: ${verdict.sentence}\n  ${page}`);
    }
    say("");
  } finally {
    await workload.close();
  }
}

function numberOf(name: string, text: string, least: number): number {
  const value = Number(text);
  const wrong = !(value >= least) || (least >= 1 && !Number.isInteger(value));
  if (wrong) throw new UsageError(`${name} wants a number from ${least} up, not “${text}”.`);
  return value;
}

function untilSignal(): Promise<"asked"> {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => done("asked"));
  });
}
