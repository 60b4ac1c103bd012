import { describe, expect, it } from "vitest";
import { example } from "./examples/example.ts";
import { parseFile } from "./registry.ts";

const read = (text: string, select?: Record<string, string>) => parseFile(text, "results.jtl", { select });
const header =
  "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes";
const row = (at: number, elapsed: number, success: boolean, label = "home") =>
  `${1795473794000 + at},${elapsed},${label},${success ? 200 : 500},OK,users 1-1,text,${success},,203`;

describe("JMeter JTL as CSV", () => {
  it("reads a real file: ms, success, bytes, threads, rate from first start to last end", () => {
    const file = read(example("jmeter.jtl"));
    expect(file).toMatchObject({ format: "jmeter-csv", tool: "jmeter" });
    expect(file.runs[0]?.samples.latency).toHaveLength(60);
    expect(file.runs[0]?.startedAt).toBe("2026-11-23T22:43:14.814Z");
    expect(read(`${header}\n${row(0, 100, true)}\n${row(900, 100, false)}\n`).runs[0]?.quantities).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "throughput", value: 2 }),
        expect.objectContaining({ name: "error-rate", value: 0.5 }),
        expect.objectContaining({ name: "response-size", value: 203 }),
      ]),
    );
  });

  it("maps columns by their names, in any order and without URL", () => {
    const text = "success,label,elapsed,timeStamp\ntrue,home,12,1795473794816\nfalse,home,14,1795473794900\n";
    expect(read(text).runs[0]).toMatchObject({ errorRate: 0.5, samples: { latency: [12, 14] } });
  });

  it("reads a file without the header line, with or without a failure message, and with semicolons", () => {
    const rows = [row(0, 12, true), row(50, 14, false)];
    expect(read(rows.join("\n")).runs[0]).toMatchObject({ errorRate: 0.5, samples: { latency: [12, 14] } });
    expect(read(rows.join("\n").replaceAll(",", ";")).runs[0]?.samples.latency).toEqual([12, 14]);
    const older = "1795473794816,64,list,200,OK,users 1-1,text,true,203,2,2,63";
    expect(read(older).runs[0]?.quantities.find((one) => one.name === "response-size")?.value).toBe(203);
  });

  it("reads the columns that people switched on: other dividers, names in quotes, no label, the code for the success", () => {
    const rows = [row(0, 12, true), row(50, 14, false)];
    const piped = [header, ...rows].join("\n").replaceAll(",", "|");
    expect(read(piped).runs[0]).toMatchObject({ errorRate: 0.5, samples: { latency: [12, 14] } });
    const named = `"timeStamp","elapsed","label","success"\n1795473794816,12,"home, page",true\n`;
    expect(read(named)).toMatchObject({ format: "jmeter-csv", runs: [{ samples: { latency: [12] } }] });
    const coded =
      "timeStamp,elapsed,responseCode\n1795473794816,12,302\n1795473794900,14,503\n1795473794950,14,Non HTTP response code: java.net.ConnectException\n";
    expect(read(coded).runs[0]?.errorRate).toBeCloseTo(2 / 3, 12);
    expect(() => read("timeStamp,elapsed,label\n1795473794816,12,a\n")).toThrow("nothing tells what failed");
  });

  it("leaves out transaction rows, which repeat the samples inside them", () => {
    const transaction = `${1795473794000},30,login,200,"Number of samples in transaction : 2, number of failing samples : 0",users 1-1,,true,,406`;
    const file = read(`${header}\n${row(0, 10, true)}\n${row(12, 18, true)}\n${transaction}\n`);
    expect(file.runs[0]?.samples.latency).toEqual([10, 18]);
    expect(file.warnings[0]?.code).toBe("transactions-left-out");
    expect(read(`${header}\n${transaction}\n`).runs[0]?.samples.latency).toEqual([30]);
  });

  it("counts a transaction that was made the parent of its samples, which then stand nowhere else", () => {
    // From JMeter 2.13: a sample outside, then a controller that generates a parent sample, three times a thread.
    const parent = (at: number, elapsed: number, thread: string) =>
      `${1795832504000 + at},${elapsed},"Kauf, alles",,"Number of samples in transaction : 2, number of failing samples : 0",${thread},,true,,2758`;
    const lone = (at: number, elapsed: number, thread: string) =>
      `${1795832504000 + at},${elapsed},plain | one,200,OK,${thread},text,true,,636`;
    const rows = [
      ...[lone(49, 23, "users 1-1"), lone(50, 25, "users 1-2"), parent(73, 105, "users 1-1")],
      ...[parent(77, 110, "users 1-2"), lone(180, 21, "users 1-1"), parent(203, 99, "users 1-1")],
    ];
    const file = read([header, ...rows].join("\n"));
    expect(file.runs[0]?.samples.latency).toEqual([23, 25, 105, 110, 21, 99]);
    expect(file.warnings).toEqual([]);
    const unnamed = "timeStamp,elapsed,label,responseMessage,success";
    const short = [
      unnamed,
      ...rows.map((line) => {
        const [at, elapsed] = line.split(",");
        return `${at},${elapsed},x,${line.includes("transaction") ? "Number of samples in transaction : 2" : "OK"},true`;
      }),
    ];
    expect(read(short.join("\n")).runs[0]?.samples.latency).toHaveLength(5);
  });

  it("gives no response time of a connection that was refused, nor the size of the error's text", () => {
    const refused = (at: number) =>
      `${1795832522000 + at},${at},a,Non HTTP response code: java.net.ConnectException,Non HTTP response message: Connection refused,users 1-3,text,false,,1973`;
    const down = read([header, refused(0), refused(1000)].join("\n"));
    expect(down.runs[0]?.samples).toEqual({});
    expect(down.runs[0]?.quantities.map(({ name, value }) => [name, value])).toEqual([
      ["throughput", 1],
      ["goodput", 0],
      ["error-rate", 1],
    ]);
    const once = read([header, row(0, 12, true), refused(10)].join("\n"));
    expect(once.runs[0]).toMatchObject({ errorRate: 0.5, samples: { latency: [12] } });
    expect(once.runs[0]?.quantities.find((one) => one.name === "response-size")?.value).toBe(203);
  });

  it("counts threads where they have no names, and says so where no times were kept", () => {
    const text = "elapsed\tlabel\tsuccess\tgrpThreads\tallThreads\n12\ta\ttrue\t4\t6\n14\ta\ttrue\t3\t5\n";
    expect(read(text).environment).toEqual({ threads: 6 });
    expect(read(text).warnings.map((warning) => warning.code)).toEqual(["no-times"]);
    expect(parseFile("run,elapsed\na,12\nb,14\n", "own.csv").format).toBe("csv");
  });

  it("takes one label when asked, and names the labels when there is none such", () => {
    const text = `${header}\n${row(0, 10, true, "home")}\n${row(5, 20, true, "cart")}\n`;
    expect(read(text, { label: "cart" }).runs[0]?.samples.latency).toEqual([20]);
    expect(() => read(text, { label: "search" })).toThrow(
      "there is no label “search”. Its labels are “home”, “cart”.",
    );
  });

  it("reads dates as times", () => {
    const text =
      "timeStamp,elapsed,label,success\n2026/11/23 22:03:14.816,12,a,true\n2026/11/23 22:03:15.804,12,a,true\n";
    expect(read(text).runs[0]?.quantities.find((one) => one.name === "throughput")?.value).toBe(2);
  });

  it("reads dates as they are written in German, and no date that may mean two days", () => {
    const on = (first: string, second: string) =>
      read(`timeStamp,elapsed,label,success\n${first},12,a,true\n${second},1000,a,true\n`);
    expect(on("28.11.2026 02:21:11", "28.11.2026 02:21:12").runs[0]?.startedAt).toBe(
      "2026-11-28T02:21:11.000Z",
    );
    expect(on("4/5/26 2:21 PM", "4/5/26 2:22 PM").warnings.map((warning) => warning.code)).toEqual([
      "no-times",
    ]);
  });

  it("refuses a cut off row, a time that is text and a missing column", () => {
    expect(() => read(`${header}\n${row(0, 10, true)}\n1795473,12`)).toThrow(
      "line 3: the line has 2 fields, the first has 10.",
    );
    expect(() => read(`${header}\n${row(0, 10, true).replace(",10,", ",fast,")}\n`)).toThrow(
      "line 2: “fast” is no time in ms.",
    );
    expect(() => read("timeStamp,elapsed,label\n1,2,a\n")).toThrow(
      "neither the column success nor responseCode",
    );
  });
});

describe("JMeter JTL as XML", () => {
  it("reads a real file", () => {
    const file = read(example("jmeter.xml"));
    expect(file).toMatchObject({ format: "jmeter-xml" });
    expect(file.runs[0]?.samples.latency).toHaveLength(40);
    expect(file.runs[0]?.samples.latency?.slice(0, 3)).toEqual([46, 15, 10]);
  });

  it("counts the samples of a transaction instead of it, and not the parts of a page", () => {
    const text = `<testResults version="1.2">
<sample t="30" ts="1795473842665" s="true" lb="buy" rm="Number of samples in transaction : 2">
  <httpSample t="10" ts="1795473842665" s="true" lb="a &gt; b" tn="u 1-1"><httpSample t="4" ts="1795473842666" s="true" lb="logo"/></httpSample>
  <httpSample t="20" ts="1795473842675" s="false" lb='say "b"' tn="u 1-2"/>
</sample>
</testResults>`;
    const file = read(text);
    expect(file.runs[0]).toMatchObject({ samples: { latency: [10, 20] }, errorRate: 0.5 });
    expect(file.environment).toEqual({ threads: 2 });
    expect(read(text, { label: "a > b" }).runs[0]?.samples.latency).toEqual([10]);
  });

  it("counts a transaction whose samples were not kept, and not one whose samples stand before it", () => {
    const lone = '<httpSample t="56" ts="1795832512754" s="true" lb="plain" tn="u 1-1" rc="200"/>';
    const transaction = (ts: number) =>
      `<sample t="90" ts="${ts}" s="true" lb="buy" tn="u 1-1" rm="Number of samples in transaction : 1, number of failing samples : 0"/>`;
    const file = (ts: number) => read(`<testResults>\n${lone}\n${transaction(ts)}\n</testResults>`);
    expect(file(1795832512811).runs[0]?.samples.latency).toEqual([56, 90]);
    expect(file(1795832512754).runs[0]?.samples.latency).toEqual([56]);
  });

  it("refuses a file that is cut off or whose sample has no time", () => {
    const text = example("jmeter.xml");
    expect(() => read(text.slice(0, 2000))).toThrow("</testResults> is missing");
    expect(() => read('<testResults>\n<httpSample ts="1"/></testResults>')).toThrow(
      "results.jtl, line 2: a sample has no time t",
    );
  });
});
