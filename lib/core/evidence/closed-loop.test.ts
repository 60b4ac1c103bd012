import { describe, expect, test } from "vitest";
import { compareFiles } from "./compare-files.ts";
import type { NamedFile } from "./named-file.ts";

/** What wrk prints of a run of ten seconds with so many requests a second of this mean latency. */
function wrk(name: string, perSecond: number, ms: number): NamedFile {
  const text = `Running 10s test @ http://127.0.0.1:8080/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    ${ms.toFixed(2)}ms    1.00ms  ${(ms * 4).toFixed(2)}ms   70.00%
    Req/Sec     1.00k    10.00     1.10k    70.00%
  Latency Distribution
     50%   ${ms.toFixed(2)}ms
     75%   ${(ms * 1.2).toFixed(2)}ms
     90%   ${(ms * 1.5).toFixed(2)}ms
     99%   ${(ms * 2).toFixed(2)}ms
  ${Math.round(perSecond * 10)} requests in 10.00s, 10.00MB read
Requests/sec:   ${perSecond.toFixed(2)}
Transfer/sec:      1.00MB
`;
  return { name, text, sha256: name };
}

function compared(metric: string, before: [number, number], after: [number, number]) {
  const side = (name: string, [rate, ms]: [number, number]) =>
    [0, 1, 2, 3, 4].map((i) => wrk(`${name}-${i}.txt`, rate * (1 + i / 2_000), ms * (1 + i / 300)));
  const [verdict] = compareFiles({
    before: side("before", before),
    after: side("after", after),
    metric,
    order: "interleaved",
  });
  if (!verdict) throw new Error("There is one quantity.");
  return { verdict, codes: verdict.warnings.map(({ code }) => code) };
}

describe("response times of a tool that waits for answers", () => {
  test("carry the warning that slow ones are too few, at equal load as well", () => {
    const { verdict, codes } = compared("latency.p99", [1_000, 10], [1_010, 8]);
    expect(verdict.outcome).toBe("improved");
    expect(codes).toContain("coordinated-omission");
    expect(codes).not.toContain("unequal-load");
  });

  test("that are quicker under more load are quicker all the more", () => {
    const { verdict, codes } = compared("latency.mean", [1_000, 16], [2_000, 8]);
    expect(verdict.outcome).toBe("improved");
    expect(codes).toContain("unequal-load");
  });

  test("say nothing where the load alone moves them so: quicker under less, slower under more", () => {
    for (const [before, after] of [
      [
        [1_000, 10],
        [800, 8],
      ],
      [
        [1_000, 10],
        [1_300, 13],
      ],
    ] as [[number, number], [number, number]][]) {
      const { verdict } = compared("latency.p99", before, after);
      expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "moved-elsewhere" });
      expect(verdict.sentence).toMatch(/which waits for answers, offered (20|30).% (less|more) load after/);
      expect(verdict.sentence).toContain("Look at the throughput.");
    }
  });

  test("are one thing, the throughput another: it is compared as it is", () => {
    const { verdict, codes } = compared("throughput", [1_000, 10], [800, 8]);
    expect(verdict.outcome).toBe("regressed");
    expect(codes).not.toContain("coordinated-omission");
  });
});
