/** Puts a finished drawing into the page. `svg` comes from `renderSvg` alone, which escapes all text. */
export function Drawing({ svg, className }: { svg: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own renderer's output, never a person's text
  return <div className={className} dangerouslySetInnerHTML={{ __html: svg }} />;
}
