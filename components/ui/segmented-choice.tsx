type SegmentedChoiceProps = {
  /** Read out for the group: "Side of pgbench-before.log". */
  label: string;
  name: string;
  options: { value: string; label: string }[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
};

/** Two or three answers side by side: native radio buttons, so arrow keys and forms work without help. */
export function SegmentedChoice(props: SegmentedChoiceProps) {
  const { label, name, options, defaultValue, value, onChange } = props;
  return (
    <fieldset className="inline-flex rounded-control border border-control has-focus-visible:shadow-focus">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="cursor-pointer border-l border-rule px-2.5 py-0.75 text-small text-ink-soft first-of-type:rounded-l-[3px] first-of-type:border-l-0 last-of-type:rounded-r-[3px] has-checked:bg-wash-strong has-checked:font-strong has-checked:text-ink max-md:grid max-md:min-h-11 max-md:place-items-center max-md:px-4"
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={option.value}
            defaultChecked={value === undefined ? option.value === defaultValue : undefined}
            checked={value === undefined ? undefined : option.value === value}
            onChange={onChange && (() => onChange(option.value))}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
