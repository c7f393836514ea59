import { Button } from "@/components/Button.tsx";
import { SelectField } from "@/components/SelectField.tsx";
import { type Carried, CarriedForm } from "./Carried.tsx";

/** Another zone for the times, by its name: for those whose browser does not tell theirs, or who travel. */
export function ZoneChoice({ zone, choices, carried }: {
  readonly zone: string;
  /** What has been chosen besides. */
  readonly choices: Readonly<Record<string, string>>;
  readonly carried: Carried | null;
}) {
  const names = Intl.supportedValuesOf("timeZone");
  const all = names.includes(zone) ? names : [zone, ...names];
  const inside = (
    <>
      <SelectField
        name="zone"
        label="Time zone"
        value={zone}
        options={all.map((name) => ({
          value: name,
          label: name.replaceAll("_", " "),
        }))}
      />
      <Button>Show times in this zone</Button>
    </>
  );
  return (
    <details class="zone-choice">
      <summary>Choose another time zone</summary>
      {carried
        ? (
          <CarriedForm
            class="form"
            carried={carried}
            choices={{ ...choices, show: "time" }}
          >
            {inside}
          </CarriedForm>
        )
        : (
          <form method="get" action="/book" class="form">
            {Object.entries(choices).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {inside}
          </form>
        )}
    </details>
  );
}
