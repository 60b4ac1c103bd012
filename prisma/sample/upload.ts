import type { Actor } from "#lib/core/access/actor.ts";
import { storeFiles } from "#lib/metrics/commands/store-files.ts";
import { dropSpooled, spool } from "#lib/server/spool.ts";
import { type Distribution, simulate } from "#prisma/sample/distributions.ts";
import type { SampleChange, SampleMeasurement } from "#prisma/sample/sample-change.ts";

/** Simulates a measurement's values and uploads them as CSV files, one a sitting. Returns the files' ids. */
export async function uploadSimulated(
  actor: Actor,
  change: SampleChange,
  measurement: SampleMeasurement & { distribution: Distribution },
): Promise<{ before: string[]; after: string[] }> {
  const { metric, distribution, levels } = measurement;
  const values = simulate(`${change.title} · ${metric}`, distribution, levels);
  const upload = (side: "before" | "after") =>
    uploadTexts(
      actor,
      values[side].map((sitting, index) => ({
        name: `${metric.replaceAll(".", "-")}-${side}-${index + 1}.csv`,
        text: `value\n${sitting.join("\n")}\n`,
      })),
    );
  return { before: await upload("before"), after: await upload("after") };
}

async function uploadTexts(actor: Actor, files: { name: string; text: string }[]): Promise<string[]> {
  const spooled = await Promise.all(files.map((file) => spool(bytesOf(file.text), unlimited)));
  try {
    const named = files.flatMap(({ name }, index) => {
      const content = spooled[index];
      return content ? [{ name, spooled: content }] : [];
    });
    return (await storeFiles(actor, named)).map((file) => file.id);
  } finally {
    await dropSpooled(spooled);
  }
}

const unlimited = { take: () => undefined };

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
