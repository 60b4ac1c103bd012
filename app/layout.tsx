import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { themeFromCookie } from "#components/layout/theme.ts";
import "./globals.css";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
  adjustFontFallback: "Arial",
});

const sourceSerif = localFont({
  src: "../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2",
  weight: "200 900",
  variable: "--font-source-serif",
  // 122 kB that the first words need not wait for: fetched as soon as the style is there, and kept from then on.
  preload: false,
  adjustFontFallback: "Times New Roman",
});

const sourceCode = localFont({
  src: "../node_modules/@fontsource-variable/source-code-pro/files/source-code-pro-latin-wght-normal.woff2",
  weight: "200 900",
  variable: "--font-source-code",
  preload: false,
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  title: { default: "Optimization Portal", template: "%s · Optimization Portal" },
  description: "Every optimization is a record. Every claim carries its evidence.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#141517" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeFromCookie((await cookies()).get("theme")?.value);
  const fonts = `${inter.variable} ${sourceSerif.variable} ${sourceCode.variable}`;
  return (
    <html lang="en" className={fonts} data-theme={theme}>
      <body>{children}</body>
    </html>
  );
}
