#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it: starts the portal's commands under the Node that npm installed.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const packageFile = pinnedNode();
const { version } = require(packageFile);
const main = join(dirname(fileURLToPath(import.meta.url)), "main.ts");

// What Node says of its own experiments is nothing to whoever starts a portal.
const quiet = "--disable-warning=ExperimentalWarning";

if (process.version === `v${version}` && process.execArgv.includes(quiet)) {
  await import(main);
} else {
  const node = join(dirname(packageFile), "bin", process.platform === "win32" ? "node.exe" : "node");
  const options = [quiet, main, ...process.argv.slice(2)];
  const child = spawn(node, options, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function pinnedNode() {
  try {
    return require.resolve("node/package.json");
  } catch {
    console.error("The portal's packages are not installed. Run npm ci, then try again.");
    process.exit(1);
  }
}
