"use client";

import { useEffect, useRef, useState } from "react";
import { Drawing } from "#components/charts/drawing.tsx";
import { type TriedQuery, tryQueryAction } from "#lib/metrics/actions.ts";

type Asked = Parameters<typeof tryQueryAction>[0];

/** What the source answers, each time `asked` grows: a drawing, or why there is none. */
export function QueryPicture({ asked, read }: { asked: number; read: () => Asked }) {
  const [answer, setAnswer] = useState<TriedQuery | "asking" | null>(null);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (asked === 0) return;
    let stale = false;
    setAnswer("asking");
    tryQueryAction(latest.current())
      .catch((): TriedQuery => ({ refusal: unreachable, wide: null, narrow: null, title: null }))
      .then((found) => {
        if (!stale) setAnswer(found);
      });
    return () => {
      stale = true;
    };
  }, [asked]);
  return (
    <div role="status" className="mt-4">
      {answer === "asking" && <p className="text-small text-ink-muted">The source is being asked.</p>}
      {answer !== null && answer !== "asking" && answer.refusal !== null && (
        <p className="text-small font-medium text-danger wrap-anywhere">{answer.refusal}</p>
      )}
      {answer !== null && answer !== "asking" && answer.refusal === null && (
        <figure>
          <figcaption className="text-small text-ink-soft wrap-anywhere">{answer.title}</figcaption>
          <Drawing svg={answer.wide} className="mt-3 max-md:hidden" />
          <Drawing svg={answer.narrow} className="mt-3 md:hidden" />
        </figure>
      )}
    </div>
  );
}

const unreachable = "The portal could not be reached. Try again.";
