import { classNames } from "#components/ui/class-names.ts";
import { describedBy, type FieldText } from "#components/ui/field.tsx";

type DayTimeFieldProps = FieldText & {
  /** Names of the inputs: `${name}Day`, `${name}From`, `${name}To`. */
  name: string;
  day?: string;
  from?: string;
  /** Given (also as ""), the roll-out's end is asked too. */
  to?: string;
};

/**
 * A day, written as people write it ("12 Nov 2026"), with a time or a span of time. The browser's own date picker
 * shows 11/12/2026 in half of the world, so it is not used; `readDay` and `readTime` understand what is typed.
 */
export function DayTimeField({ id, label, hint, error, optional, name, day, from, to }: DayTimeFieldProps) {
  const described = describedBy({ id, hint, error });
  const time = classNames("control md:w-24 md:flex-none max-md:flex-1");
  return (
    <fieldset className={classNames("mt-field max-w-144 min-w-0", error && "border-l-3 border-danger pl-4")}>
      <legend className="font-strong">
        {label}
        {optional && <span className="font-normal text-ink-muted"> (optional)</span>}
      </legend>
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-small font-medium text-danger">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      <div className="mt-1.5 flex gap-3 max-md:flex-wrap">
        <input
          {...described}
          type="text"
          name={`${name}Day`}
          defaultValue={day}
          autoComplete="off"
          aria-label="Day"
          className="control max-md:basis-full"
        />
        <input
          type="text"
          inputMode="numeric"
          name={`${name}From`}
          defaultValue={from}
          aria-label={to === undefined ? "Time" : "Start time"}
          aria-describedby={described["aria-describedby"]}
          className={time}
        />
        {to !== undefined && (
          <input
            type="text"
            inputMode="numeric"
            name={`${name}To`}
            defaultValue={to}
            aria-label="End time"
            aria-describedby={described["aria-describedby"]}
            className={time}
          />
        )}
      </div>
    </fieldset>
  );
}
