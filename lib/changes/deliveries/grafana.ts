import { z } from "zod";
import { addressesIn, codeEvidence, linksOf } from "#lib/changes/deliveries/addresses.ts";
import { type Incoming, momentsOf, said } from "#lib/changes/deliveries/incoming.ts";
import { oneLine, severalLines } from "#lib/changes/deliveries/plain-text.ts";
import { parse } from "#lib/core/parse.ts";

const milliseconds = z.number().int().min(0).max(4e12).nullish();

const annotationSchema = z.looseObject({
  text: z.string().min(1, "The annotation has no text.").max(100_000),
  tags: z.array(z.string().max(1_000)).max(200).nullish(),
  time: milliseconds,
  timeEnd: milliseconds,
});

/** An annotation as POST /api/annotations takes it. Tags like service:checkout name what it is about. */
export const grafana = {
  name: "Grafana annotation",
  detects: (body: Record<string, unknown>) =>
    typeof body.text === "string" && (Array.isArray(body.tags) || typeof body.time === "number"),
  read(body: Record<string, unknown>, now: Date): Incoming[] {
    const { text, tags, time, timeEnd } = parse(annotationSchema, body);
    const links = linksOf("link", ...addressesIn(text));
    const lines = withoutMarkup(text)
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && !/^https?:\/\/\S+$/i.test(line));
    const [first = links[0]?.url ?? "Annotation", ...rest] = lines;
    return [
      {
        externalIds: [],
        names: (tags ?? []).flatMap((tag) => [tag, ...tag.split(/[:=]/).slice(1, 2)]),
        environment: taggedAs(tags ?? [], "env") ?? taggedAs(tags ?? [], "environment"),
        fields: said({
          title: oneLine(first),
          description: severalLines(rest.join("\n")),
          ...momentsOf(typeof time === "number" ? new Date(time) : now, timeEnd ? new Date(timeEnd) : null),
          evidence: codeEvidence({}, links),
          links,
        }),
        creates: true,
        note: null,
      },
    ];
  },
};

function taggedAs(tags: string[], name: string): string | null {
  const found = tags.find((tag) => tag.startsWith(`${name}:`) || tag.startsWith(`${name}=`));
  return found?.slice(name.length + 1) || null;
}

/** Grafana shows annotations as HTML: what a reader sees of it. */
function withoutMarkup(text: string): string {
  return text.replaceAll(/<br\s*\/?>/gi, "\n").replaceAll(/<\/?[a-z][^<>]*>/gi, "");
}
