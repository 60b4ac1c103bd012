/** Numbers with units as load tools print them. */

const millisecondsIn = new Map([
  ["ns", 1e-6],
  ["us", 1e-3],
  ["µs", 1e-3],
  ["μs", 1e-3],
  ["ms", 1],
  ["s", 1000],
  ["sec", 1000],
  ["secs", 1000],
  ["second", 1000],
  ["seconds", 1000],
  ["millisecond", 1],
  ["microsecond", 1e-3],
  ["nanosecond", 1e-6],
  ["minute", 60_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** `847.08us`, `5.07ms`, `1m2.5s` in milliseconds; `null` for anything else. */
export function readDuration(text: string): number | null {
  const parts = [...text.trim().matchAll(/([\d.]+)\s*([a-zµμ]+)/gi)];
  if (parts.length === 0 || parts.map((part) => part[0]).join("") !== text.trim()) return null;
  let total = 0;
  for (const [, number = "", unit = ""] of parts) {
    const factor = millisecondsIn.get(unit.toLowerCase());
    const value = Number(number);
    if (factor === undefined || !Number.isFinite(value)) return null;
    total += value * factor;
  }
  return total;
}

const binaryPrefixes = ["", "K", "M", "G", "T"];

/** `739.48KB` in bytes. Load tools count a kilobyte as 1024 bytes. */
export function readSize(text: string): number | null {
  const match = /^([\d.]+)\s*([KMGT]?)i?(B|bytes)$/i.exec(text.trim());
  const value = Number(match?.[1]);
  if (!match || !Number.isFinite(value)) return null;
  return value * 1024 ** binaryPrefixes.indexOf((match[2] ?? "").toUpperCase());
}

/** `1.09k` is 1,090. */
export function readScaled(text: string): number | null {
  const match = /^([\d.]+)\s*([kMG]?)$/.exec(text.trim());
  const value = Number(match?.[1]);
  if (!match || !Number.isFinite(value)) return null;
  return value * 1000 ** ["", "k", "M", "G"].indexOf(match[2] ?? "");
}
