/**
 * Single keys: every control names its own in `aria-keyshortcuts`, and this finds the control for a key. They rest
 * while somebody types or a window is open, and each reader may switch them off on this device.
 */

const STORED = "single-keys";

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, "off");
  } catch {
    // Without storage the choice cannot be kept; the keys stay on.
  }
}

/** Acts on a pressed key; true when it meant something. */
export function pressSingleKey(key: string): boolean {
  const control = [...document.querySelectorAll<HTMLElement>("[aria-keyshortcuts]")].find(
    (element) => element.ariaKeyShortcuts?.toLowerCase() === key && element.checkVisibility(),
  );
  // A page may give J and K a meaning of its own; otherwise they go through the rows of its list.
  if (!control) return (key === "j" || key === "k") && moveRow(key === "j" ? 1 : -1);
  if (control instanceof HTMLInputElement) control.focus();
  if (!(control instanceof HTMLInputElement) || control.type === "radio") control.click();
  return true;
}

/** Where typing or choosing goes on, single keys rest. */
export function restsHere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || document.querySelector('[role="dialog"], [role="menu"]')) return true;
  return target.matches(
    "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])",
  );
}

export type NamedKey = { key: string; name: string };

/** The keys of this page and what they do, as its controls name themselves. */
export function keysOfPage(): NamedKey[] {
  const found = [...document.querySelectorAll<HTMLElement>("[aria-keyshortcuts]")].flatMap((element) => {
    const key = element.ariaKeyShortcuts ?? "";
    if (key.length !== 1 || !element.checkVisibility()) return [];
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen, without the words that are hidden
    const name = element.ariaLabel ?? element.innerText.replace(/\s*\S$/, "").trim();
    return [{ key, name }];
  });
  const rows =
    document.querySelector("[data-row] a") && !found.some(({ key }) => key === "J")
      ? [
          { key: "J", name: "Next row" },
          { key: "K", name: "Row before" },
        ]
      : [];
  return [...found, ...rows];
}

function moveRow(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row]")].flatMap((row) => {
    const link = row.checkVisibility() ? row.querySelector<HTMLElement>("a") : null;
    return link ? [link] : [];
  });
  const here = links.findIndex((link) => link.closest("[data-row]")?.contains(document.activeElement));
  const next = links[here === -1 ? (step === 1 ? 0 : links.length - 1) : here + step];
  next?.focus({ focusVisible: true } as FocusOptions);
  return next !== undefined;
}
