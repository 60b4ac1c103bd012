import { CopyField } from "#components/ui/copy-field.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { Webhook } from "#lib/changes/webhook-schema.ts";

/** Where it is sent to, and what the sender has to be told. */
export function WebhookSetUp({ kind, base }: { kind: Webhook["kind"]; base: string }) {
  return (
    <>
      <div className="mt-4 max-w-144">
        <CopyField id="address" label="Address" value={`${base}/api/v1/webhooks/${kind}`} />
      </div>
      {kind === "github" ? <GithubSteps /> : <SignedSteps />}
    </>
  );
}

function GithubSteps() {
  return (
    <ol className="mt-4 max-w-measure list-decimal pl-5 text-ink-soft [&>li+li]:mt-1">
      <li>In the repository or the organisation: Settings, Webhooks, Add webhook.</li>
      <li>
        Payload URL is the address above, content type application/json, secret the one shown here once.
      </li>
      <li>
        Choose individual events: <b>Deployment statuses</b> and <b>Pull requests</b>. GitHub sends a ping at
        once; it stands in the deliveries below.
      </li>
    </ol>
  );
}

function SignedSteps() {
  return (
    <>
      <p className="mt-4 max-w-measure text-ink-soft">
        Send JSON with the header <code>X-Signature: t=…,v1=…</code>: t is the time in Unix seconds, v1 the
        HMAC-SHA256 of t, a dot and the body with the secret, in hex. Five minutes later it is no longer
        taken.
      </p>
      <ScrollRegion label="An example for the shell">
        <pre className="mt-3 bg-wash p-3 font-mono text-small">{example}</pre>
      </ScrollRegion>
    </>
  );
}

const example = `t=$(date +%s)
body='{"title":"Cache the rates","appliedAt":"2026-11-12T09:00:00Z","externalId":"deploy-7"}'
v1=$(printf %s "$t.$body" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/.* //')
curl -H "Content-Type: application/json" -H "X-Signature: t=$t,v1=$v1" -d "$body" "$ADDRESS"`;
