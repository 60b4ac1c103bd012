import { formatDate, formatDateTime } from "#lib/core/time.ts";

type TimestampProps = {
  at: Date | string;
  /** The reader's zone (IANA); UTC where none is known. It is named with every time of day. */
  zone: string | null;
  only?: "day";
};

/** A moment as the reader's clock shows it: 12 Nov 2026, 09:12 GMT+2. It breaks nowhere but between day and time. */
export function Timestamp({ at, zone, only }: TimestampProps) {
  const date = new Date(at);
  const text = only === "day" ? formatDate(date, zone ?? "UTC") : formatDateTime(date, zone ?? "UTC");
  return <time dateTime={date.toISOString()}>{text}</time>;
}
