import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const values = (text: string) =>
  Object.fromEntries(
    (parseFile(text, "after.txt").runs[0]?.quantities ?? []).map((one) => [one.name, one.value]),
  );

/** Tools write 0 for the response time where no answer came: that is no fast answer. */
describe("a test of a server that was down", () => {
  it.each([
    ["autocannon 9.0.0, printed", autocannonDown()],
    ["autocannon 9.0.0, JSON (synthetic: a real file with its figures set to 0)", autocannonJsonDown()],
    ["hey 0.1.4", heyDown()],
    ["siege 4.0.7", siegeDown()],
    ["wrk 4.1.0 (synthetic: a real output with its figures set to 0)", wrkDown()],
  ])("has nothing but errors and no response times: %s", (_, text) => {
    const found = values(text);
    expect(found).toMatchObject({ "error-rate": 1, goodput: 0 });
    expect(Object.keys(found).filter((name) => name.startsWith("latency"))).toEqual([]);
  });

  it("keeps the response times where some answers came", () => {
    const text = example("hey.txt").replace(
      /$/,
      "\nError distribution:\n  [40]\tGet http://127.0.0.1:18299/x: connect: connection refused\n",
    );
    expect(Object.keys(values(text))).toContain("latency.p95");
  });
});

describe("a test that somebody ended before its time", () => {
  it("is known by the time it took, so that it is not compared with a whole one", () => {
    const text = example("wrk.txt").replace(/requests in [\d.]+s/, "requests in 1.01s");
    expect(parseFile(text, "a.txt").environment.durationSeconds).toBe(1);
    expect(parseFile(example("wrk.txt"), "a.txt").environment.durationSeconds).toBe(5);
  });

  it("is refused by its tool's name where nothing was printed yet", () => {
    const begun = (line: string) => () =>
      parseFile(`Running 5s test @ http://127.0.0.1:80/x\n${line}\n`, "a.txt");
    expect(begun("  1 threads and 8 connections")).toThrow("the output of wrk looks cut off");
    expect(begun("8 connections")).toThrow("the text looks cut off");
  });
});

function autocannonDown(): string {
  return `Running 1s test @ http://127.0.0.1:18299/x
4 connections

┌─────────┬──────┬──────┬───────┬──────┬──────┬───────┬──────┐
│ Stat    │ 2.5% │ 50%  │ 97.5% │ 99%  │ Avg  │ Stdev │ Max  │
├─────────┼──────┼──────┼───────┼──────┼──────┼───────┼──────┤
│ Latency │ 0 ms │ 0 ms │ 0 ms  │ 0 ms │ 0 ms │ 0 ms  │ 0 ms │
└─────────┴──────┴──────┴───────┴──────┴──────┴───────┴──────┘
┌───────────┬─────┬──────┬─────┬───────┬─────┬───────┬─────┐
│ Stat      │ 1%  │ 2.5% │ 50% │ 97.5% │ Avg │ Stdev │ Min │
├───────────┼─────┼──────┼─────┼───────┼─────┼───────┼─────┤
│ Req/Sec   │ 0   │ 0    │ 0   │ 0     │ 0   │ 0     │ 0   │
├───────────┼─────┼──────┼─────┼───────┼─────┼───────┼─────┤
│ Bytes/Sec │ 0 B │ 0 B  │ 0 B │ 0 B   │ 0 B │ 0 B   │ 0 B │
└───────────┴─────┴──────┴─────┴───────┴─────┴───────┴─────┘

Req/Bytes counts sampled once per second.
# of samples: 1

7k requests in 1.03s, 0 B read
7k errors (0 timeouts)
`;
}

function autocannonJsonDown(): string {
  const file = JSON.parse(example("autocannon.json"));
  const zeros = (figures: object) => Object.fromEntries(Object.keys(figures).map((key) => [key, 0]));
  return JSON.stringify({
    ...file,
    ...{ "2xx": 0, "5xx": 0, non2xx: 0, errors: 12_572 },
    latency: zeros(file.latency),
    requests: { ...zeros(file.requests), sent: 12_576 },
  });
}

function heyDown(): string {
  return `
Summary:
  Total:	0.0014 secs
  Slowest:	0.0000 secs
  Fastest:	0.0000 secs
  Average:	 NaN secs
  Requests/sec:	28461.7087

Response time histogram:

Latency distribution:

Status code distribution:

Error distribution:
  [40]	Get "http://127.0.0.1:18299/x": dial tcp 127.0.0.1:18299: connect: connection refused
`;
}

function siegeDown(): string {
  return `{	"transactions":			           0,
	"availability":			        0.00,
	"elapsed_time":			        0.02,
	"data_transferred":		        0.00,
	"response_time":		        0.00,
	"transaction_rate":		        0.00,
	"throughput":			        0.00,
	"concurrency":			        0.00,
	"successful_transactions":	           0,
	"failed_transactions":		        1027,
	"longest_transaction":		        0.00,
	"shortest_transaction":		        0.00
}
`;
}

function wrkDown(): string {
  return `Running 2s test @ http://127.0.0.1:18299/x
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     0.00us    0.00us   0.00us    -nan%
    Req/Sec     0.00      0.00     0.00      -nan%
  0 requests in 2.01s, 0.00B read
  Socket errors: connect 0, read 0, write 0, timeout 8
Requests/sec:      0.00
Transfer/sec:       0.00B
`;
}
