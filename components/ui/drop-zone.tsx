"use client";

import { type ReactNode, useId, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";

type DropZoneProps = {
  /** "Drop result files here" */
  title: string;
  /** Other ways in, behind "or choose files": ", or fetch from Prometheus". */
  children?: ReactNode;
  onFiles: (files: File[]) => void;
  /** One file at a time is all there is to choose. */
  single?: boolean;
  /** While files are read: "Reading 2 of 3". */
  busy?: string | null;
  /** Why nothing can be dropped now. */
  disabledBecause?: string | null;
};

/** Takes files by drop, paste or choice. It reads nothing itself. */
export function DropZone({ title, children, onFiles, single = false, busy, disabledBecause }: DropZoneProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    setOver(false);
    if (!disabledBecause && list && list.length > 0) onFiles([...list]);
  };
  return (
    <section
      aria-label={title}
      className={classNames(
        "mt-3 rounded-panel border-[1.5px] border-dashed p-6 text-center text-ink-soft transition-colors duration-(--quick)",
        over ? "border-accent bg-accent-wash" : "border-control",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabledBecause);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      }}
      onPaste={(event) => take(event.clipboardData.files)}
    >
      <p className="font-medium text-ink">{disabledBecause ?? busy ?? title}</p>
      {!disabledBecause && (
        <p className="mt-0.5 text-small">
          or{" "}
          <label
            htmlFor={id}
            className="cursor-pointer rounded-control text-accent underline decoration-accent/35 decoration-1 underline-offset-[0.2em] has-focus-visible:shadow-focus"
          >
            {single ? "choose a file" : "choose files"}
            <input
              id={id}
              type="file"
              multiple={!single}
              className="sr-only"
              onChange={(event) => {
                take(event.target.files);
                // The same file may be chosen again after a mistake.
                event.target.value = "";
              }}
            />
          </label>
          {children}
        </p>
      )}
      <p role="status" className="sr-only">
        {busy}
      </p>
    </section>
  );
}
