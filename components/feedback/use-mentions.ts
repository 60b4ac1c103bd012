"use client";

import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from "react";
import { mentionableAction } from "#lib/feedback/actions.ts";
import { isMeant, mentionBefore } from "#lib/feedback/mentions.ts";
import type { Mentionable } from "#lib/feedback/schema.ts";

type Asked = { from: number; typed: string };
type Found = Asked & { people: Mentionable[] };

/** Whom one may mean while an @ is being written in a text area, and which of them is pointed at. */
export function useMentions(number: number, note: boolean) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [pointed, setPointed] = useState({ typed: "", index: 0 });
  // An @ whose list was closed stays closed while its name is written on.
  const [closed, setClosed] = useState<number | null>(null);
  useEffect(() => {
    if (!asked) return;
    let late = false;
    const timer = setTimeout(async () => {
      const people = await mentionableAction({ number, note, typed: asked.typed }).catch(() => []);
      if (!late) setFound({ ...asked, people });
    }, 120);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [asked, number, note]);

  // Until the answer for the latest letters is there, that for the letters before stays as far as it fits.
  const people =
    asked && found?.from === asked.from && closed !== asked.from
      ? found.people.filter((person) => isMeant(person, asked.typed))
      : [];
  const active = pointed.typed === asked?.typed ? Math.min(pointed.index, people.length - 1) : 0;
  const look = (event: SyntheticEvent<HTMLTextAreaElement>) => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const now = selectionStart === selectionEnd ? mentionBefore(value, selectionStart) : null;
    if (now?.from !== asked?.from || now?.typed !== asked?.typed) setAsked(now);
    if (now?.from !== closed) setClosed(null);
  };
  const pick = (person: Mentionable | undefined) => {
    if (!person || !asked || !area.current) return;
    area.current.setRangeText(`@${person.mention} `, asked.from, area.current.selectionEnd, "end");
    area.current.focus();
    setAsked(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (people.length === 0 || event.nativeEvent.isComposing) return;
    if (step)
      setPointed({ typed: asked?.typed ?? "", index: (active + step + people.length) % people.length });
    else if (event.key === "Enter" || event.key === "Tab") pick(people[active]);
    else if (event.key === "Escape") setClosed(asked?.from ?? null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { area, people, active, look, pick, onKeyDown, leave: () => setAsked(null) };
}
