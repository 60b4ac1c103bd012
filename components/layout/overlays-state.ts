/** Which window of the shell is open: any part of a page may ask for one. */
export type Overlay = "find" | "keys" | null;

let current: Overlay = null;
const listeners = new Set<() => void>();

export function openOverlay(overlay: Overlay): void {
  current = overlay;
  for (const listener of listeners) listener();
}

export function currentOverlay(): Overlay {
  return current;
}

export function subscribeToOverlays(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
