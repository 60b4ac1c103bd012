/**
 * The font files of printed documents: static faces of the families of the screen, from npm packages.
 *
 * The one place that looks for files. PDF, DOCX and the rasteriser take the same faces, so a page and its drawings
 * have one type.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const FACES = {
  inter: ["400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold"],
  "source-serif-4": [
    "400Regular",
    "400Regular_Italic",
    "500Medium",
    "600SemiBold",
    "700Bold",
    "700Bold_Italic",
  ],
  "source-code-pro": ["400Regular", "600SemiBold"],
  // For what people write in their texts; other scripts are drawn where the machine has a font for them.
  "noto-sans-arabic": ["400Regular", "600SemiBold"],
  "noto-sans-hebrew": ["400Regular", "600SemiBold"],
  "noto-emoji": ["400Regular"],
} as const;
type Family = keyof typeof FACES;

const PREFIX: Record<Family, string> = {
  inter: "Inter",
  "source-serif-4": "SourceSerif4",
  "source-code-pro": "SourceCodePro",
  "noto-sans-arabic": "NotoSansArabic",
  "noto-sans-hebrew": "NotoSansHebrew",
  "noto-emoji": "NotoEmoji",
};

/** Paths of every face that documents use. */
export function fontFiles(): string[] {
  return (Object.keys(FACES) as Family[]).flatMap((family) =>
    FACES[family].map((face) => fontFile(family, face)),
  );
}

/** Folders of those faces, for programs that search folders. */
export function fontFolders(): string[] {
  return fontFiles().map((file) => dirname(file));
}

/** The bytes of one face: `fontFace("inter", "400Regular")`. */
export function fontFace<F extends Family>(family: F, face: (typeof FACES)[F][number]): Buffer {
  return readFileSync(fontFile(family, face));
}

function fontFile(family: Family, face: string): string {
  return join(packageFolder(family), face, `${PREFIX[family]}_${face}.ttf`);
}

// A bundled module's own address is not a file's, so the search starts at the folder that the portal runs in.
function packageFolder(family: Family): string {
  const name = `@expo-google-fonts/${family}/package.json`;
  const starts = [join(process.cwd(), "package.json"), import.meta.url];
  for (const start of starts) {
    try {
      return dirname(createRequire(start).resolve(name));
    } catch {
      // Not reachable from here: try the next place.
    }
  }
  throw new Error(`The font package @expo-google-fonts/${family} is not installed. Run npm ci.`);
}
