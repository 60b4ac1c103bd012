import { type Block, cell, type Document, text } from "#lib/core/documents/document.ts";
import { blocksFromMarkdown } from "#lib/core/documents/from-markdown.ts";
import {
  aRunsChart,
  aSeriesChart,
  aTargetTrend,
  GOLDEN_CHARTS,
  UNDECIDED,
} from "#lib/testing/golden-charts.ts";

/** Text that would be code somewhere: HTML, Typst, Markdown, XML, a formula. */
export const HOSTILE =
  `<script>alert("1")</script> #eval("1+1") #read("/etc/passwd") $x$ *b* _i_ \`c\` [a](javascript:alert(1)) ]]> &amp; ` +
  `{{7*7}} =1+1 | \\ @import "a" \u2028 \u0007 end`;

const MARKDOWN = `## Why

Rates are read **40 times** per statement and change once a quarter. See [the query plan](https://example.org/plan?a=1&b=2).

#### Skipped a level

1. Set \`royalty.rates.cache\` to \`none\`
2. Restart
   - takes 4 minutes
   - [x] tried

> Quoted by a person.

\`\`\`sql
select * from royalties where account = $1 order by paid_at desc;
\`\`\`

| Setting | Value |
| :--- | ---: |
| ttl | 900 s |

---

Inline <b onclick="alert(1)">HTML</b> is text, and ![a picture](https://example.org/x.png) is its description.
`;

/** One of every kind of block, in an order that no real document has. */
export function aDocument(some: Partial<Document> = {}): Document {
  return {
    title: "Optimization Plan",
    organisation: "SayPro",
    language: "en",
    period: { label: "Third quarter 2026", from: "2026-07-01T00:00:00.000Z", to: "2026-10-01T00:00:00.000Z" },
    generatedAt: "2026-10-06T07:12:00.000Z",
    simulated: true,
    runningHead: "SayPro Optimization Plan, Q3 2026",
    foot: "Sample plan, simulated data.",
    front: [cover, ...notices],
    sections: [
      {
        key: "database",
        number: 3,
        title: "Database optimizations",
        blocks: database,
      },
      { key: "narrative", number: 4, title: "Code updates", blocks: blocksFromMarkdown(MARKDOWN) },
      { key: "hostile", number: 5, title: `Hostile ${HOSTILE}`, blocks: hostile },
    ],
    records: { changes: [{ number: 41, title: "Composite index" }], metrics: [] },
    ...some,
  };
}

const cover: Block = {
  kind: "cover",
  organisation: "SayPro",
  version: "Version 7",
  title: "Optimization Plan",
  subtitle: "Third quarter 2026, 1 July to 30 September",
  tally: [
    { mark: "improved", word: "Improved", count: 7 },
    { mark: "unchanged", word: "Unchanged", count: 1_204 },
    { mark: "regressed", word: "Regressed", count: 1 },
    { mark: "inconclusive", word: "Inconclusive", count: 2 },
    { mark: "reported", word: "Reported", count: 1 },
  ],
  sentence: text(
    "Fourteen changes were recorded. Seven proved better, one made things worse and was rolled back, one made no difference; four have no proof yet and one has no metric.",
  ),
  facts: [
    { term: "Signed", runs: text("Kagiso Molefe, Executive · Nomsa Dlamini, Reviewer · 6 Oct 2026") },
    { term: "Note", runs: text("Sample plan: all numbers are simulated.") },
  ],
};

const notices: Block[] = [
  {
    kind: "key",
    items: [
      { mark: "improved", text: "solid: proven" },
      { mark: "reported", text: "outlined: reported, one number a side" },
      { mark: "inconclusive", text: "dotted: inconclusive" },
    ],
  },
];

const database: Block[] = [
  {
    kind: "paragraph",
    runs: text(
      "Four changes were measured. Two proved better, one made no difference and one made signing in slower and was rolled back.",
    ),
  },
  {
    kind: "table",
    number: "3.1",
    caption: text("Database changes of the quarter. Effects are signed by the number itself."),
    columns: [
      { title: "Change", kind: "text", share: 4.4 },
      { title: "Before", kind: "number", share: 1.2 },
      { title: "After", kind: "number", share: 1.2 },
      { title: "Effect", kind: "number", share: 1.5 },
      { title: "Verdict", kind: "verdict", share: 1.6 },
    ],
    rows: [
      [
        cell("Composite index on transaction history", "C-41 · User portal · Indexing"),
        cell("412 ms"),
        cell("266 ms"),
        cell("−35 %", "−38 to −32 %", "improved"),
        cell("Improved", "proven by samples", "improved"),
      ],
      [
        cell("Connection pool from 20 to 60", "C-46 · User portal · Connection pooling"),
        cell("310 ms"),
        cell("338 ms"),
        cell("+9 %", "+5 to +13 %", "regressed"),
        cell("Regressed", "rolled back", "regressed"),
      ],
      [
        cell("Page the activity log", "C-50 · User portal · Query optimization"),
        cell("48.2 MB"),
        cell("47.9 MB"),
        cell("−0.6 %", "−1.8 to +0.7 %", "unchanged"),
        cell("Unchanged", null, "unchanged"),
      ],
    ],
  },
  { kind: "heading", level: 2, number: "3.1", runs: text("Database indexing") },
  {
    kind: "finding",
    mark: "improved",
    word: "Improved",
    basis: "proven by samples",
    sentence: text("p95 response time fell by 35 % (32 to 38 %), measured in 30 runs before and 30 after."),
    notes: [text("A change this large appeared on 0 of 57 ordinary days.")],
  },
  { kind: "figure", number: "3.1", chart: aSeriesChart() },
  {
    kind: "figure",
    number: "3.2",
    chart: aRunsChart({ verdict: UNDECIDED, before: [402, 380, 430], after: [386, 350, 420] }),
  },
  {
    kind: "callout",
    tone: "bad",
    title: "Rolled back",
    blocks: [
      { kind: "paragraph", runs: text("A larger pool queued inside the database. Set back on 20 Aug 2026.") },
    ],
  },
  { kind: "facts", items: [{ term: "Owner", runs: text("Thandi Mokoena") }] },
  { kind: "seal", value: "4c81d07a93be5f12", words: "The portal can check this document against it." },
];

const hostile: Block[] = [
  { kind: "heading", level: 2, number: "5.1", runs: text(HOSTILE) },
  {
    kind: "paragraph",
    runs: [
      { text: HOSTILE },
      { text: "\n" },
      { text: HOSTILE, strong: true, code: true, href: "https://example.org/?a=1&b=<2>" },
    ],
  },
  { kind: "quote", blocks: [{ kind: "code", text: HOSTILE }, { kind: "rule" }] },
  {
    kind: "list",
    ordered: true,
    start: 3,
    items: [
      [{ kind: "paragraph", runs: text(HOSTILE) }],
      [{ kind: "figure", number: null, chart: aTargetTrend() }],
    ],
  },
  {
    kind: "table",
    number: null,
    caption: text(HOSTILE),
    columns: [{ title: HOSTILE, kind: "text", share: 1 }],
    rows: [[cell(HOSTILE, HOSTILE, "reported")]],
  },
  {
    kind: "callout",
    tone: "doubt",
    title: HOSTILE,
    blocks: [{ kind: "facts", items: [{ term: HOSTILE, runs: text(HOSTILE) }] }],
  },
  {
    kind: "finding",
    mark: "inconclusive",
    word: HOSTILE,
    basis: HOSTILE,
    sentence: text(HOSTILE),
    notes: [text(HOSTILE)],
  },
  ...GOLDEN_CHARTS.map(
    (chart): Block => ({
      kind: "figure",
      number: null,
      chart: { ...chart, title: HOSTILE, subtitle: HOSTILE, source: HOSTILE, alt: HOSTILE },
    }),
  ),
];

/** A small document that says these words in every place. */
export function documentOf(words: string): Document {
  const blocks: Document["sections"][number]["blocks"] = [
    { kind: "heading", level: 2, number: null, runs: text(words) },
    {
      kind: "table",
      number: "1.1",
      caption: text(words),
      columns: [{ title: words, kind: "text", share: 1 }],
      rows: [[{ runs: text(words), note: words, mark: "improved" }]],
    },
    { kind: "code", text: words },
  ];
  return aDocument({
    front: [],
    sections: [{ key: words, number: 1, title: words, blocks }],
    runningHead: words,
    foot: words,
  });
}
