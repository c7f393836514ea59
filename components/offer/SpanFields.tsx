import { FieldError } from "@/components/ui/FieldFrame.tsx";

export interface SpanFieldsProps {
  /** The prefix of the fields' names: `hours.3`. */
  readonly name: string;
  /** Read out before "from" and "to": "Monday". */
  readonly label: string;
  readonly type: "time" | "date";
  readonly from: string;
  readonly to: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** From – to, in two native time fields, with the error below. */
export function SpanFields(
  { name, label, type, from, to, errors }: SpanFieldsProps,
) {
  const ends = [["from", from], ["to", to]] as const;
  return (
    <div class={`span span--${type}`}>
      {ends.map(([end, value]) => {
        const field = `${name}.${end}`;
        const error = errors[field];
        return (
          <label key={end} class="span__end">
            <span class="visually-hidden">{`${label}, `}</span>
            <span class="span__word">{end}</span>
            <input
              id={`field-${field}`}
              class="field__input"
              type={type}
              name={field}
              // A time field has no 24:00.
              value={value === "24:00" ? "00:00" : value}
              aria-invalid={error ? "true" : undefined}
              aria-describedby={error ? `field-${field}-error` : undefined}
            />
          </label>
        );
      })}
      {ends.map(([end]) => (
        <FieldError key={end} id={`field-${name}.${end}`}>
          {errors[`${name}.${end}`]}
        </FieldError>
      ))}
    </div>
  );
}
