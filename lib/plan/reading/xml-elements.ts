import { SaxesParser } from "saxes";
import { AppError } from "#lib/core/errors.ts";

export type XmlElement = {
  /** With its namespace's usual prefix as it is written: "w:p". */
  name: string;
  attributes: Record<string, string>;
};

export type XmlHandler = {
  open: (element: XmlElement) => void;
  close: (name: string) => void;
  text: (text: string) => void;
};

/** Deeper nesting is no document that somebody wrote. */
const deepest = 2_000;

/** Reads XML from begin to end. Entities that a document declares itself are refused: nothing is ever expanded. */
export function readXml(xml: string, place: string, handler: XmlHandler): void {
  let depth = 0;
  const refuse = (why: string): never => {
    throw new AppError("INVALID", `${place}: ${why}`);
  };
  const parser = new SaxesParser();
  parser.on("doctype", () => refuse("it declares a document type, which no word processor writes."));
  parser.on("error", (error) => refuse(`it is not well-formed XML (${error.message}).`));
  parser.on("opentag", ({ name, attributes }) => {
    depth++;
    if (depth > deepest) refuse("it nests too deeply.");
    handler.open({ name, attributes });
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    handler.close(name);
  });
  parser.on("text", handler.text);
  parser.on("cdata", handler.text);
  parser.write(xml.replace(/^\ufeff/, "")).close();
}
