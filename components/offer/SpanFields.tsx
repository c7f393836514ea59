import { Icon } from "@/components/Icon.tsx";

export interface SpanFieldsProps {
  /** The fields' names begin with it: `hours.3`. */
  readonly name: string;
  /** Read out before "from" and "to": "Monday". */
  readonly label: string;
  readonly type: "time" | "date";
  readonly from: string;
  readonly to: string;
  readonly wrong: Readonly<Record<string, string>>;
}

/** From – to, in two of the browser's own fields; what is wrong stands below. */
export function SpanFields(
  { name, label, type, from, to, wrong }: SpanFieldsProps,
) {
  const ends = [["from", from], ["to", to]] as const;
  return (
    <div class={`span span--${type}`}>
      {ends.map(([end, value]) => {
        const field = `${name}.${end}`;
        const error = wrong[field];
        return (
          <label key={end} class="span__end">
            <span class="visually-hidden">{`${label}, `}</span>
            <span class="span__word">{end}</span>
            <input
              id={`field-${field}`}
              class="field__input"
              type={type}
              name={field}
              // A field for times knows no 24:00.
              value={value === "24:00" ? "00:00" : value}
              aria-invalid={error ? "true" : undefined}
              aria-describedby={error ? `field-${field}-error` : undefined}
            />
          </label>
        );
      })}
      {ends.map(([end]) => (
        <FieldError key={end} field={`${name}.${end}`} wrong={wrong} />
      ))}
    </div>
  );
}

/** What is wrong with a field that has no frame of its own. */
export function FieldError({ field, wrong }: {
  readonly field: string;
  readonly wrong: Readonly<Record<string, string>>;
}) {
  const words = wrong[field];
  return words
    ? (
      <p class="field__error" id={`field-${field}-error`}>
        <Icon name="circle-alert" />
        <span>{words}</span>
      </p>
    )
    : null;
}
