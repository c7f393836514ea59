import { Field } from "@/components/ui/Field.tsx";
import { listedZones } from "@/lib/domain/basic/zone_names.ts";

/** A time zone by name, with a list of all names. */
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
        {listedZones().map(({ name, label }) => (
          <option key={name} value={name} label={label} />
        ))}
      </datalist>
    </>
  );
}
