/**
 * Numbers as people write them. A document that shows a decimal comma ("1,5 %", "2.350,5") writes the German way; there a
 * number like 1.200 or 12,345 may be either, and is taken for neither.
 */
export type NumberStyle = "english" | "comma";

export function numberStyleOf(text: string): NumberStyle {
  const comma = /\d{1,3}(?:\.\d{3})+,\d|\d,\d{1,2}\s?(?:%|percent|[mµ]?s\b|min\b|h\b|[kMGT]i?B\b|€)/;
  return comma.test(text) ? "comma" : "english";
}

/** Null where it cannot be told what is meant. */
export function writtenNumber(text: string, style: NumberStyle): number | null {
  const plain = text.replaceAll(/['’\s]/g, "").replace(/^[−–]/, "-");
  if (!/^[+-]?\d[\d.,]*$/.test(plain)) return null;
  const marks = plain.replaceAll(/[^.,]/g, "");
  if (marks === "") return Number(plain);
  const decimal = decimalMark(plain, marks, style);
  if (decimal === null) return null;
  const grouping = decimal === "," ? "." : ",";
  const [whole = "", fraction] = decimal === "" ? [plain] : plain.split(decimal);
  const groups = whole.split(/[.,]/);
  const grouped =
    groups.length === 1 || groups.every((group, at) => (at === 0 ? /^[+-]?\d{1,3}$/ : /^\d{3}$/).test(group));
  if (!grouped || fraction?.includes(grouping)) return null;
  return Number(groups.join("") + (fraction === undefined ? "" : `.${fraction}`));
}

/** Which mark parts the decimals: "" where all marks group digits, null where it may be either. */
function decimalMark(plain: string, marks: string, style: NumberStyle): "," | "." | "" | null {
  const kinds = new Set(marks);
  const last = marks.endsWith(",") ? "," : ".";
  if (kinds.size === 2) return last;
  if (marks.length > 1) return "";
  const looksGrouped = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(plain);
  if (!looksGrouped) return last;
  if (style === "comma") return null;
  return last === "," ? "" : ".";
}
