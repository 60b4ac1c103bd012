import { Gate } from "#components/layout/gate.tsx";
import { GateHead } from "#components/layout/gate-head.tsx";
import { SignInForm } from "#components/users/sign-in-form.tsx";
import { refuse } from "../actions.ts";
import "../specimen.css";

export default function SignIn() {
  return (
    <Gate organisation="SayPro">
      <GateHead title="Sign in" />
      <SignInForm
        action={refuse}
        to="/"
        singleSignOn={{ label: "Continue with SayPro single sign-on", href: "/" }}
      />
    </Gate>
  );
}
