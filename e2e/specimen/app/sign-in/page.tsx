import { Gate } from "#components/layout/gate.tsx";
import { GateHead } from "#components/layout/gate-head.tsx";
import { SignInForm } from "#components/users/sign-in-form.tsx";
import "../specimen.css";

export default function SignIn() {
  return (
    <Gate organisation="SayPro">
      <GateHead title="Sign in" />
      <SignInForm formToken="" to="/" refused="mismatch-4" singleSignOn />
    </Gate>
  );
}
