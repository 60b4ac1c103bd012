/**
 * Amounts of money and of work as exact decimals with two places: text like "1200.50" at every edge, a whole number of
 * hundredths to reckon with. Never a binary fraction, in which 0.1 and 0.2 do not make 0.3. Two places whatever the currency:
 * how many a currency has differs between ISO 4217 and the tables of a platform, and what is stored must not depend on that.
 */

export type Amount = string;

/** "1200.50" of what was given; null where it is no plain decimal that is not negative, with at most two places. */
export function readAmount(given: string | number): Amount | null {
  const match = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(String(given).trim());
  return match ? amountOf(BigInt(`${match[1]}${(match[2] ?? "").padEnd(2, "0")}`)) : null;
}

export function hundredthsOf(amount: Amount): bigint {
  return BigInt(amount.replace(".", ""));
}

export function amountOf(hundredths: bigint): Amount {
  const digits = String(hundredths).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The sum, to the hundredth; null for nothing: what nobody said is not zero. */
export function sumOfAmounts(amounts: Amount[]): Amount | null {
  if (amounts.length === 0) return null;
  return amountOf(amounts.reduce((sum, amount) => sum + hundredthsOf(amount), 0n));
}

/** As people write it into a form: "1 200,50" and "1200.5". What might be thousands or a fraction (1,200) stays as it is. */
export function typedAmount(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]/g, "").replace(/,(?=\d{1,2}$)/, ".");
}

/** "€12,400" or "€12,400.50", held together; the bare number where no currency is known. */
export function formatMoney(amount: Amount, currency: string | null): string {
  const places = amount.endsWith(".00") ? 0 : 2;
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  const style = currency === null ? {} : ({ style: "currency", currency } as const);
  return new Intl.NumberFormat("en-GB", { ...style, ...digits }).format(amount as `${number}`);
}

/** "3.5 person-days" */
export function formatDays(amount: Amount): string {
  const shown = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 }).format(amount as `${number}`);
  return `${shown}\u00a0person-${amount === "1.00" ? "day" : "days"}`;
}
