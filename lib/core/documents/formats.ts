/** The formats a document is written in; the first part of its file's name is its own, this is the ending. */
export const documentFormats = ["docx", "pdf", "html", "md", "json"] as const;
export type DocumentFormat = (typeof documentFormats)[number];
