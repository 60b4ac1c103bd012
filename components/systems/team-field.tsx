import { TextField } from "#components/ui/text-field.tsx";

type TeamFieldProps = {
  /** Offered while typing; any other name is a new team. */
  teams: string[];
  hint?: string | undefined;
  defaultValue?: string | undefined;
  error?: string | null | undefined;
};

/** Whose it is, by name. */
export function TeamField({ teams, ...field }: TeamFieldProps) {
  return (
    <>
      <TextField id="team" label="Team" optional list="teams" autoComplete="off" {...field} />
      <datalist id="teams">
        {teams.map((team) => (
          <option key={team} value={team} />
        ))}
      </datalist>
    </>
  );
}
