import { GateHead } from "#components/layout/gate-head.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** Inside the Gate, where a link opens nothing: why, and the way on. */
export function ClosedDoor({ title, reason }: { title: string; reason: string }) {
  return (
    <>
      <GateHead title={title}>{reason}</GateHead>
      <div className="mt-6">
        <LinkButton href="/sign-in" size="tall">
          Go to sign-in
        </LinkButton>
      </div>
    </>
  );
}
