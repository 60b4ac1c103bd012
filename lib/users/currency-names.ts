/** What an organisation can choose from: "EUR", "Euro (EUR)", by name. */
export function currencyNames(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames("en-GB", { type: "currency" });
  return Intl.supportedValuesOf("currency")
    .map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en"));
}
