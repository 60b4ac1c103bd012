/** A fingerprint: its ends in sight, the whole of it one press away. */
export function Hash({ value, algorithm = "sha256" }: { value: string; algorithm?: string }) {
  return (
    <details className="group inline">
      <summary className="inline list-none font-mono text-[0.93em] underline decoration-rule-strong decoration-1 underline-offset-[0.2em]">
        {algorithm} {value.slice(0, 4)}…{value.slice(-4)}
      </summary>
      <code className="block wrap-anywhere">{value}</code>
    </details>
  );
}
