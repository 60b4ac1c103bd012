import {
  Document as Docx,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  SimpleField,
  Tab,
  TableOfContents,
  TextRun,
} from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import { writable } from "#lib/core/charts/svg.ts";
import { type Document, fullTitle } from "#lib/core/documents/document.ts";
import { docxBlocks, type Lists, sectionHeading } from "#lib/core/documents/render/docx-blocks.ts";
import { steadyDocx } from "#lib/core/documents/render/docx-pack.ts";
import {
  docxNumbering,
  docxStyles,
  PAGE,
  SANS,
  SERIF,
  TEXT_WIDTH,
} from "#lib/core/documents/render/docx-styles.ts";
import { fontFace } from "#lib/core/documents/render/font-files.ts";

export type DocxOptions = {
  /** Written as the time of creation. The same document and time give the same bytes. */
  createdAt: Date;
};

/** A word processor's document: named styles, contents, repeated table heads, drawings with words for the blind. */
export async function renderDocx(document: Document, { createdAt }: DocxOptions): Promise<Uint8Array> {
  const fonts = embeddedFonts();
  const lists: Lists = { count: 0, starts: new Set() };
  const children = childrenOf(document, lists);
  const file = new Docx({
    title: writable(fullTitle(document)),
    subject: document.period?.label ?? "",
    creator: writable(document.organisation),
    lastModifiedBy: writable(document.organisation),
    description: writable(document.foot ?? ""),
    styles: docxStyles(),
    numbering: docxNumbering(lists.starts),
    fonts,
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    sections: [
      {
        properties: { page: PAGE, titlePage: document.front.some((block) => block.kind === "cover") },
        headers: { default: runningHead(document), first: new Header({ children: [new Paragraph("")] }) },
        footers: { default: runningFoot(document), first: new Footer({ children: [new Paragraph("")] }) },
        children,
      },
    ],
  });
  const faces = fonts.flatMap(({ data, bold, italic }) =>
    [data, bold, italic].filter((face) => face !== undefined),
  );
  return steadyDocx(await Packer.toBuffer(file), { createdAt, language: document.language, fonts: faces });
}

function childrenOf(document: Document, lists: Lists) {
  const cover = document.front.filter((block) => block.kind === "cover");
  const notices = document.front.filter((block) => block.kind !== "cover");
  const contents = [
    new Paragraph({ style: "ContentsTitle", children: [new TextRun("Contents")] }),
    new TableOfContents("Contents", { hyperlink: true, headingStyleRange: "1-2" }),
  ];
  return [
    ...docxBlocks(cover, lists),
    ...(document.sections.length > 1 ? contents : []),
    ...docxBlocks(notices, lists),
    ...document.sections.flatMap(({ number, title, blocks }, index) => [
      sectionHeading(number, title, index === 0),
      ...docxBlocks(blocks, lists),
    ]),
  ];
}

const ACROSS = { style: "Running", tabStops: [{ type: "right" as const, position: TEXT_WIDTH }] };

function runningHead(document: Document): Header {
  const section = new SimpleField('STYLEREF "heading 1"');
  return new Header({
    children: [
      new Paragraph({
        ...ACROSS,
        children: [
          new TextRun(writable(document.runningHead)),
          new TextRun({ children: [new Tab()] }),
          section,
        ],
      }),
    ],
  });
}

function runningFoot(document: Document): Footer {
  const pages = new TextRun({ children: [new Tab(), PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES] });
  return new Footer({
    children: [new Paragraph({ ...ACROSS, children: [new TextRun(writable(document.foot ?? "")), pages] })],
  });
}

function embeddedFonts() {
  return [
    {
      name: SERIF,
      data: fontFace("source-serif-4", "400Regular"),
      bold: fontFace("source-serif-4", "600SemiBold"),
      italic: fontFace("source-serif-4", "400Regular_Italic"),
    },
    { name: SANS, data: fontFace("inter", "400Regular"), bold: fontFace("inter", "600SemiBold") },
  ];
}
