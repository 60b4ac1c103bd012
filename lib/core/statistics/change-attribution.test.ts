import { describe, expect, it } from "vitest";
import { attributedChangePoints, type RecordedEvent } from "./change-attribution.ts";
import { seededRandom } from "./random.ts";
import { correlated } from "./simulated-series.ts";

const values = Array.from(
  correlated(seededRandom(4), 200, 0.3),
  (value, i) => 50 + value + (i < 100 ? 0 : 4),
);
const event = (id: string, from: number, to = from, scope: RecordedEvent["scope"] = "same") => ({
  id,
  from,
  to,
  scope,
});

function attributionOf(...events: RecordedEvent[]) {
  const [point] = attributedChangePoints(values, events);
  expect(point?.index).toBe(100);
  return point?.attribution;
}

describe("attributedChangePoints", () => {
  it("names the change that was applied there, with its confidence", () => {
    const attribution = attributionOf(event("C-1", 100), event("C-2", 85));
    expect(attribution?.verdict).toBe("recorded");
    expect(attribution?.causes.map(({ id }) => id)).toEqual(["C-1"]);
    expect(attribution?.causes[0]?.confidence).toBeGreaterThan(0.8);
  });

  it("says that two fit where two were applied at the same time", () => {
    const attribution = attributionOf(event("C-1", 100), event("C-2", 100));
    expect(attribution?.verdict).toBe("ambiguous");
    expect(attribution?.causes).toHaveLength(2);
    expect(attribution?.causes[0]?.confidence).toBeCloseTo(attribution?.causes[1]?.confidence ?? 0, 12);
  });

  it("prefers the change to the same system over one elsewhere", () => {
    const attribution = attributionOf(event("elsewhere", 100, 100, "other"), event("here", 100));
    expect(attribution).toMatchObject({ verdict: "recorded", causes: [{ id: "here" }] });
  });

  it("takes a roll-out as a whole", () => {
    expect(attributionOf(event("C-1", 90, 110))).toMatchObject({ verdict: "recorded" });
  });

  it("leaves it unexplained where nothing was recorded near, or only later", () => {
    expect(attributionOf()).toEqual({ verdict: "unexplained", causes: [] });
    expect(attributionOf(event("C-1", 40))).toEqual({ verdict: "unexplained", causes: [] });
    expect(attributionOf(event("C-1", 150))).toEqual({ verdict: "unexplained", causes: [] });
  });
});
