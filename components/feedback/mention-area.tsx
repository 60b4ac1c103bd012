"use client";

import { useMentions } from "#components/feedback/use-mentions.ts";
import { classNames } from "#components/ui/class-names.ts";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { counted } from "#lib/core/words.ts";

type MentionAreaProps = {
  id: string;
  label: string;
  hint?: string;
  fault?: string;
  /** The entry that is written about. */
  number: number;
  /** A note of the team: only the team is offered. */
  note: boolean;
};

/**
 * Several lines in which an @ offers people to mention: arrows choose, Enter or a tap takes, Esc closes. It stays a
 * text box, as several lines must, that points at the options of a list; without a script the name is written by hand.
 */
export function MentionArea({ number, note, ...field }: MentionAreaProps) {
  const { area, people, active, look, pick, onKeyDown, leave } = useMentions(number, note);
  const listId = `${field.id}-people`;
  const open = people.length > 0;
  return (
    <div className="relative max-w-144">
      <TextAreaField
        {...field}
        ref={area}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        onInput={look}
        onSelect={look}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      <p role="status" className="sr-only">
        {open && `${counted(people.length, "person", "people")} to mention. Arrows choose, Enter takes.`}
      </p>
      {open && (
        <div
          id={listId}
          role="listbox"
          aria-label="People to mention"
          className="absolute top-full left-0 z-10 mt-1 max-h-72 w-full max-w-80 overflow-y-auto rounded-panel bg-raised py-1 shadow-lift"
        >
          {people.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the focus and its keys
            <div
              key={person.mention}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              // The text box keeps the focus, also under a finger.
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
              className={classNames(
                "flex min-h-9 cursor-pointer items-center justify-between gap-4 px-3 py-1.5 text-small max-md:min-h-11",
                index === active ? "bg-accent-wash" : "hover:bg-wash",
              )}
            >
              <span className="min-w-0 wrap-anywhere">{person.name}</span>
              <span className="flex-none text-ink-muted">@{person.mention}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
