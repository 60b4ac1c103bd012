import { Gate } from "#components/layout/gate.tsx";
import { GateHead } from "#components/layout/gate-head.tsx";
import { SetUpForm } from "#components/users/set-up-form.tsx";
import { refuse } from "../actions.ts";
import "../specimen.css";

export default function SetUp() {
  return (
    <Gate organisation="Optimization Portal">
      <GateHead title="Set up the portal" note="This link works once and ends at 09:42.">
        You become the first administrator.
      </GateHead>
      <SetUpForm action={refuse} token="specimen" />
    </Gate>
  );
}
