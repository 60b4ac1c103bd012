import { z } from "zod";
import { addressesIn, codeEvidence, linksOf } from "#lib/changes/deliveries/addresses.ts";
import { type Incoming, momentsOf, said } from "#lib/changes/deliveries/incoming.ts";
import { oneLine, severalLines } from "#lib/changes/deliveries/plain-text.ts";
import { parse } from "#lib/core/parse.ts";

const seconds = z.number().int().min(0).max(4e9).nullish();

const markerSchema = z.looseObject({
  message: z.string().min(1, "The marker has no message.").max(100_000),
  type: z.string().max(1_000).nullish(),
  url: z.string().max(2_000).nullish(),
  start_time: seconds,
  end_time: seconds,
});

/** A marker as POST /1/markers/{dataset} takes it; the dataset stands in no body, so it may be told as `dataset`. */
export const honeycomb = {
  name: "Honeycomb marker",
  detects: (body: Record<string, unknown>) =>
    typeof body.message === "string" &&
    ["type", "start_time", "end_time", "url"].some((name) => name in body),
  read(body: Record<string, unknown>, now: Date): Incoming[] {
    const marker = parse(markerSchema, body);
    const [first = "", ...rest] = marker.message.split("\n");
    const links = linksOf("link", marker.url, ...addressesIn(marker.message));
    const time = (value: number | null | undefined) =>
      typeof value === "number" ? new Date(value * 1000) : null;
    return [
      {
        externalIds: [],
        names: [body.dataset, marker.type].filter((name) => typeof name === "string"),
        environment: null,
        fields: said({
          title: oneLine(first) || oneLine(marker.message) || "Marker",
          description: severalLines(rest.join("\n")),
          ...momentsOf(time(marker.start_time) ?? now, time(marker.end_time)),
          evidence: codeEvidence({}, links),
          links,
        }),
        creates: true,
        note: null,
      },
    ];
  },
};
