import { describe, expect, test } from "vitest";
import { historySpan, neighbouringSpans } from "./history-span.ts";

const now = Date.parse("2026-11-27T12:00:00Z");
const day = 86_400_000;

describe("the part of a history that an address asks for", () => {
  test("is all of pushed samples, and a source's last quarter, unless it says otherwise", () => {
    expect(historySpan({}, false, now)).toMatchObject({ value: "all", since: null, until: null });
    expect(historySpan({}, true, now)).toMatchObject({ value: "90d", days: 90, since: now - 90 * day });
    expect(historySpan({ span: "all" }, true, now)).toMatchObject({ value: "all", days: 3_660, since: null });
    expect(historySpan({ span: "forever" }, true, now).value).toBe("90d");
  });

  test("ends on the day that is named, and never in the future", () => {
    const span = historySpan({ span: "30d", until: "2026-09-01" }, true, now);
    expect(span.until).toBe(Date.parse("2026-09-01T00:00:00Z"));
    expect(span.since).toBe(Date.parse("2026-08-02T00:00:00Z"));
    for (const until of ["2030-01-01", "yesterday", ""]) {
      expect(historySpan({ span: "30d", until }, true, now).until).toBeNull();
    }
  });

  test("has a stretch before it, and one after it until now", () => {
    const latest = historySpan({ span: "30d" }, true, now);
    expect(neighbouringSpans(latest, now)).toEqual({ earlier: "2026-10-28", later: null });
    const older = historySpan({ span: "30d", until: "2026-09-01" }, true, now);
    expect(neighbouringSpans(older, now)).toEqual({ earlier: "2026-08-02", later: "2026-10-01" });
    const before = historySpan({ span: "90d", until: "2026-11-01" }, true, now);
    expect(neighbouringSpans(before, now).later).toBe("");
    expect(neighbouringSpans(historySpan({}, false, now), now)).toEqual({ earlier: null, later: null });
  });
});
