"use client";

import { useEffect, useRef } from "react";

export type FieldError = {
  /** Id of the field, without "#". Empty for an error of the whole form. */
  id: string;
  message: string;
};

/** All errors of a form, above it. Takes the focus when it appears, and leads to each field. */
export function ErrorSummary({ errors }: { errors: FieldError[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="max-w-144 rounded-control border-2 border-danger px-5 py-4"
    >
      {errors.some((error) => error.id) && <h2 className="font-strong">{headingOf(errors.length)}</h2>}
      <ul className="grid gap-1 text-small not-first:mt-1">
        {errors.map((error) => (
          <li key={error.id + error.message} className="font-medium text-danger">
            {error.id ? (
              <a
                href={`#${error.id}`}
                className="text-danger decoration-danger/40 hover:text-danger"
                onClick={(event) => {
                  const field = document.getElementById(error.id);
                  if (!field) return;
                  event.preventDefault();
                  field.focus();
                }}
              >
                {error.message}
              </a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function headingOf(count: number): string {
  const words = ["", "One thing", "Two things", "Three things", "Four things", "Five things", "Six things"];
  return `${words[count] ?? `${count} things`} to mend`;
}
