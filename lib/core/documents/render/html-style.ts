import { styleOf, tokenName } from "#lib/core/charts/chart-style.ts";

/** The styles of a document as a page: the tokens of both themes, and a print that is always light. */
export function documentCss(): string {
  return `${tokens()}${PAGE}`;
}

function tokens(): string {
  const light = styleOf("light").colours;
  const dark = styleOf("dark").colours;
  const names = Object.keys(light) as (keyof typeof light)[];
  const pairs = names.map((name) => `${tokenName(name)}:light-dark(${light[name]},${dark[name]})`);
  return `:root{color-scheme:light dark;${pairs.join(";")};${FAMILIES}}@media print{:root{color-scheme:light}}`;
}

const FAMILIES = `--rule:light-dark(#e1e1de,#2b2d31);--wash:light-dark(#f6f6f5,#1b1c1f);--family-sans:Inter,ui-sans-serif,system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;--family-serif:"Source Serif 4","Iowan Old Style",Georgia,"Times New Roman",serif;--family-mono:"Source Code Pro",ui-monospace,Menlo,Consolas,monospace`;

const PAGE = `
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1.0625rem/1.75 var(--family-serif);text-wrap:pretty}
main{max-width:46rem;margin:0 auto;padding:4rem 1.5rem 6rem}
h1,h2,h3,h4,h5{font-family:var(--family-serif);text-wrap:balance;margin:0}
h1{font-size:clamp(2.25rem,7vw,3.25rem);line-height:1.12;font-weight:500;letter-spacing:-.02em;max-width:12ch;margin-top:14vh}
h2{font-size:1.75rem;line-height:1.25;font-weight:600;margin-top:4.5rem}
h3{font-size:1.25rem;line-height:1.4;font-weight:600;margin-top:2.25rem}
h4,h5{font-size:1.0625rem;line-height:1.5;font-weight:600;margin-top:1.5rem}
.no{color:var(--ink-muted);font-weight:400;margin-right:.35em}
p{margin:.6rem 0 0}
a{color:var(--accent);text-underline-offset:.18em}
ul,ol{margin:.6rem 0 0;padding-left:1.4em}
li>p:first-child{margin-top:0}
code,pre{font-family:var(--family-mono);font-size:.875em}
pre{background:var(--wash);padding:.75rem 1rem;margin:.9rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.5}
p,li,td,th,dd{overflow-wrap:anywhere}
blockquote{margin:.9rem 0 0;padding-left:1rem;border-left:2px solid var(--chart-axis);color:var(--ink-soft)}
hr{border:0;border-top:1px solid var(--rule);margin:2rem 0}
.cover{min-height:88vh;display:flex;flex-direction:column}
.covertop{display:flex;justify-content:space-between;font:400 .9375rem/1.5 var(--family-sans);color:var(--ink-muted)}
.covertop b{color:var(--ink);font-weight:600}
.sub{font-size:1.3rem;line-height:1.45;color:var(--ink-soft)}
.tally{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.25rem,1fr));gap:1rem;border-top:1px solid var(--ink);padding-top:.9rem;margin:4.5rem 0 0;font-family:var(--family-sans)}
.tally dt{display:flex;gap:.4rem;align-items:center;font-size:.875rem;font-weight:500}
.tally dd{margin:.1rem 0 0;font-size:1.75rem;line-height:1.3;font-weight:500;font-variant-numeric:tabular-nums}
.sentence{max-width:34rem}
.facts{font:400 .8125rem/1.25rem var(--family-sans);margin:1.25rem 0 0}
.cover .facts{margin-top:auto;padding-top:3rem}
.facts div{display:grid;grid-template-columns:9rem 1fr;gap:1rem;padding:.2rem 0}
.facts dt{color:var(--ink-muted)}.facts dd{margin:0}
nav{font:400 .9375rem/1.5 var(--family-sans);margin-top:3rem}
nav ol{list-style:none;padding:0;margin:0;border-top:1px solid var(--rule)}
nav li{border-bottom:1px solid var(--rule)}
nav a{display:flex;padding:.45rem 0;color:inherit;text-decoration:none}
nav .no{flex:none;min-width:1.75rem}
figure{margin:1.25rem 0 0;font-family:var(--family-sans)}
figcaption,.figsub,.key{font:400 .75rem/1.1rem var(--family-sans);color:var(--ink-muted)}
figcaption{margin-top:.5rem}.figsub{margin:.1rem 0 0}
.figtitle{font:600 1.0625rem/1.45 var(--family-serif);margin-top:0}
.wide{margin-top:.6rem;overflow-x:auto}.wide svg{display:block;width:100%;min-width:30rem;height:auto}
.chart text{font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font:400 .8125rem/1.2rem var(--family-sans)}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--ink-muted);font-size:.75rem;border-bottom:1px solid var(--chart-axis);white-space:nowrap}
tbody th{min-width:9.5rem}
tbody th,tbody td{border-bottom:1px solid var(--rule)}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.note{display:block;color:var(--ink-muted);font-size:.75rem;line-height:1rem;font-weight:400}
.verdict{display:inline-flex;gap:.35rem;align-items:center;font-weight:500;white-space:nowrap}
.improved{color:var(--improved)}.regressed{color:var(--regressed)}.unchanged{color:var(--unchanged)}
.inconclusive{color:var(--inconclusive)}.reported{color:var(--ink)}.measuring{color:var(--ink-muted)}
svg{flex:none}
.finding{display:flex;gap:.75rem;margin-top:1.1rem}.finding svg{margin-top:.28rem}
.said{font-size:1.1875rem;line-height:1.45;margin:0}
.basis{font:400 .8125rem/1.25rem var(--family-sans);color:var(--ink-muted);margin:.2rem 0 0}
.basis b{font-weight:500}
.callout{border-left:3px solid var(--accent);padding-left:1rem;margin-top:1.25rem;font:400 .9375rem/1.5 var(--family-sans)}
.callout.doubt{border-color:var(--inconclusive)}.callout.bad{border-color:var(--danger)}
.key{display:flex;gap:.35rem 1.1rem;flex-wrap:wrap;margin-top:1rem;color:var(--ink-soft)}
.key span{display:inline-flex;gap:.35rem;align-items:center}
.seal,footer{font:400 .75rem/1.1rem var(--family-sans);color:var(--ink-muted);margin-top:3rem}
@media print{
@page{size:A4;margin:22mm 22mm 20mm}
body{font-size:10.5pt;line-height:15.5pt}main{max-width:none;padding:0}
h1{font-size:34pt;margin-top:40mm}h2{font-size:20pt;line-height:25pt}h3{font-size:13pt;line-height:18pt}
.cover{min-height:245mm;break-after:page}.wide svg{min-width:0}
h2,h3,h4,.figtitle,.figsub{break-after:avoid}tr,.drawing,.finding{break-inside:avoid}
table{font-size:8.5pt;line-height:11.5pt}thead{display:table-header-group}
a{color:inherit;text-decoration:none}.scroll,.wide{overflow:visible}
}
`;
