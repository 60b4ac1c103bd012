/** Writes `--before a b c` as `--before a --before b --before c`, which parseArgs understands. */
export function variadic(args: readonly string[], names: readonly string[]): string[] {
  const written: string[] = [];
  let current: string | null = null;
  let needsValue = false;
  for (const arg of args) {
    if (arg.startsWith("--")) {
      const name = arg.slice(2);
      current = names.includes(name) ? `--${name}` : null;
      needsValue = current !== null;
      if (current === null) written.push(arg);
      continue;
    }
    if (current !== null) written.push(current, arg);
    else written.push(arg);
    needsValue = false;
  }
  if (needsValue && current !== null) written.push(current);
  return written;
}
