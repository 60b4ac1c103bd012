import { existsSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";

/**
 * A browser for the tests that needs nothing installed: a Chrome or Chromium of this machine, else Playwright's own,
 * else the one that comes as an npm package and brings its own libraries.
 */
export async function browserOptions(): Promise<LaunchOptions> {
  const args = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const installed = places.find((place) => existsSync(place));
  if (installed) return { executablePath: installed, args };
  if (existsSync(chromium.executablePath())) return { args };
  return packagedBrowser(args);
}

async function packagedBrowser(args: string[]): Promise<LaunchOptions> {
  // The package unpacks its libraries only where it believes to be at home.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
  // It unpacks into the folder for temporary files, under one name for all accounts, and only the first could start it.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = join(tmpdir(), `portal-browser-${userInfo().uid}`);
  mkdirSync(process.env.TMPDIR, { recursive: true, mode: 0o700 });
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    const itsOwn = packaged.args.filter((arg) => !diesWithAPage.includes(arg));
    return { executablePath: await packaged.executablePath(), args: [...itsOwn, ...args] };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** In one process the browser ends with the first page that is closed. */
const diesWithAPage = ["--single-process", "--no-zygote"];

const places = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
