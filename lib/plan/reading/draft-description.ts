import type { PhrasingContent, RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";

type Origin = { name: string; sha256: string; unit: "line" | "paragraph"; line: number };

/** Longer ones are cut: a description has an end, and the document keeps the rest. */
const longest = 40_000;

/**
 * The description of a draft that was read from a plan, as Markdown: what else the plan says, what it claims (said to be
 * so: a claim is no evidence), and where all of it stands.
 */
export function draftDescription(
  details: readonly string[],
  claims: readonly string[],
  origin: Origin,
): string {
  const claimed = claims.length > 0;
  const others = details.filter((detail) => !claims.includes(detail));
  const children: RootContent[] = [
    ...others.map((other) => paragraph(other)),
    ...(claimed ? [paragraph("Claimed by the plan, not measured here:")] : []),
    ...(claimed
      ? [
          {
            type: "list" as const,
            spread: false,
            children: claims.map((claim) => ({
              type: "listItem" as const,
              spread: false,
              children: [paragraph(claim)],
            })),
          },
        ]
      : []),
  ];
  const said = toMarkdown({ type: "root", children }, { extensions: [gfmToMarkdown()], bullet: "-" });
  const foot = toMarkdown(
    {
      type: "root",
      children: [
        paragraph(`Read from ${origin.name}, ${origin.unit} ${origin.line}, sha256 `, {
          type: "inlineCode",
          value: origin.sha256,
        }),
      ],
    },
    { extensions: [gfmToMarkdown()] },
  );
  const kept = said.length > longest ? `${said.slice(0, longest).replace(/\n[^\n]*$/, "")}\n\n…\n` : said;
  return [kept, foot]
    .filter((part) => part.trim() !== "")
    .join("\n")
    .trim();
}

function paragraph(text: string, ...more: PhrasingContent[]) {
  return { type: "paragraph" as const, children: [{ type: "text" as const, value: text }, ...more] };
}
