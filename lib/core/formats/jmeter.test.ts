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

  it("refuses a file that is cut off or whose sample has no time", () => {
    const text = example("jmeter.xml");
    expect(() => read(text.slice(0, 2000))).toThrow("</testResults> is missing");
    expect(() => read('<testResults>\n<httpSample ts="1"/></testResults>')).toThrow(
      "results.jtl, line 2: a sample has no time t",
    );
  });
});
