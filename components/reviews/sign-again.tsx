import { Button } from "#components/ui/button.tsx";

type SignAgainProps = {
  /** next-auth's form token: without it a post from another site would be taken. */
  formToken: string;
  /** Where to come back to. */
  to: string;
  minutes: number;
};

/** For accounts without a password: signs in afresh at the organisation's own sign-on, which is asked to ask again and to say when it did. */
export function SignAgain({ formToken, to, minutes }: SignAgainProps) {
  return (
    <form
      method="post"
      action="/api/auth/signin/oidc?prompt=login&max_age=0"
      aria-label="Sign in again"
      className="mt-6"
    >
      <p className="max-w-measure text-ink-soft">
        You sign in by single sign-on. Signing a review asks for that again: do it, then sign within {minutes}{" "}
        minutes.
      </p>
      <input type="hidden" name="csrfToken" value={formToken} />
      <input type="hidden" name="callbackUrl" value={to} />
      <div className="mt-4">
        <Button type="submit" size="tall" variant="primary">
          Sign in again
        </Button>
      </div>
    </form>
  );
}
