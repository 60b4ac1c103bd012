/** Short messages of the page, shown by NoticeRegion. They wait until they are answered, closed or replaced. */
export type Notice = {
  text: string;
  /** Takes back what was done: "Undo". */
  undo?: () => void;
};

type Listener = (notice: Notice | null) => void;

let current: Notice | null = null;
const listeners = new Set<Listener>();

/** Shows a message; it survives moving to another page. */
export function notify(notice: Notice | null): void {
  current = notice;
  for (const listener of listeners) listener(notice);
}

export function currentNotice(): Notice | null {
  return current;
}

export function subscribeToNotices(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
