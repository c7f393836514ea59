import { Field } from "@/components/Field.tsx";

/** A time zone by its name, with all names to choose from. */
export function ZoneField({ value, hint, error }: {
  readonly value: string;
  readonly hint?: string;
  readonly error?: string | undefined;
}) {
  return (
    <>
      <Field
        name="zone"
        label="Time zone"
        hint={hint}
        list="zones"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        required
        value={value}
        error={error}
      />
      <datalist id="zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
