import type { ReactNode } from "react";
import { Shell } from "#components/layout/shell.tsx";
import { findAnything, leave } from "../actions.ts";
import "../specimen.css";

export default function SpecimenShell({ children }: { children: ReactNode }) {
  return (
    <Shell
      organisation="SayPro"
      sample
      me={{ name: "Thandi Mokoena", role: "Lead" }}
      mayRecord
      counts={{ changes: "14" }}
      signOut={leave}
      search={findAnything}
    >
      {children}
    </Shell>
  );
}
