import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newFolder } from "#lib/testing/new-folder.ts";
import { requireInstalled, stalePackage } from "./installed.ts";

describe("packages that a pull left behind", () => {
  const wanted = {
    "": { version: "0.1.0" },
    "node_modules/next": { version: "16.1.0" },
    "node_modules/next/node_modules/postcss": { version: "8.5.0" },
    "node_modules/win-only": { version: "1.0.0", optional: true },
    "node_modules/vitest": { version: "4.0.0", dev: true },
  };
  const complete = {
    "node_modules/next": { version: "16.1.0" },
    "node_modules/next/node_modules/postcss": { version: "8.5.0" },
  };

  it("finds none where all is as the lock file says, without what is optional or for development", () => {
    expect(stalePackage(wanted, complete)).toBeNull();
  });

  it("names one that is older", () => {
    const installed = { ...complete, "node_modules/next": { version: "16.0.3" } };
    expect(stalePackage(wanted, installed)).toEqual({ name: "next", needed: "16.1.0", found: "16.0.3" });
  });

  it("names one that is missing, wherever it lies", () => {
    const { "node_modules/next": next } = complete;
    expect(stalePackage(wanted, { "node_modules/next": next })).toMatchObject({
      name: "postcss",
      found: null,
    });
  });

  it("names an optional one of another version", () => {
    const installed = { ...complete, "node_modules/vitest": { version: "3.0.0" } };
    expect(stalePackage(wanted, installed)).toMatchObject({ name: "vitest" });
  });
});

describe("a project folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder("installed");
    await mkdir(join(folder, "node_modules"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const lock = (path: string, version: string) =>
    writeFile(join(folder, path), JSON.stringify({ packages: { "node_modules/next": { version } } }));

  it("is refused in one line that says what to do", async () => {
    await lock("package-lock.json", "16.1.0");
    await lock("node_modules/.package-lock.json", "16.0.3");
    expect(() => requireInstalled(folder)).toThrow(
      "This version of the portal needs next 16.1.0, and version 16.0.3 is here. Run npm ci, then try again.",
    );
  });

  it("passes where nobody wrote down what is installed", async () => {
    await lock("package-lock.json", "16.1.0");
    expect(() => requireInstalled(folder)).not.toThrow();
  });
});
