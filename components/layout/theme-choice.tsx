"use client";

import { useEffect, useState } from "react";
import { type Theme, themeFromCookie } from "#components/layout/theme.ts";
import { ChoiceField } from "#components/ui/choice-field.tsx";

/** Light, dark, or as the system says: at once, and kept on this device for a year. */
export function ThemeChoice({ stored }: { stored: Theme | undefined }) {
  const [choice, setChoice] = useState<string>(stored ?? "system");
  useEffect(() => {
    const theme = themeFromCookie(choice);
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  }, [choice]);
  return (
    <ChoiceField
      id="theme"
      label="Appearance"
      hint="Kept on this device"
      value={choice}
      onChange={(value) => {
        setChoice(value);
        keep(value);
      }}
      options={[
        { value: "system", label: "As the system says" },
        { value: "light", label: "Light" },
        { value: "dark", label: "Dark" },
      ]}
    />
  );
}

function keep(choice: string): void {
  const seconds = choice === "system" ? 0 : 365 * 24 * 60 * 60;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some supported browsers
  document.cookie = `theme=${choice}; path=/; max-age=${seconds}; samesite=lax`;
}
