import { Button } from "@/components/Button.tsx";
import { SelectField } from "@/components/SelectField.tsx";

/** Another zone for the times, by its name: for those whose browser does not tell theirs, or who travel. */
export function ZoneChoice({ zone, choices }: {
  readonly zone: string;
  /** What has been chosen besides. */
  readonly choices: Readonly<Record<string, string>>;
}) {
  const names = Intl.supportedValuesOf("timeZone");
  const all = names.includes(zone) ? names : [zone, ...names];
  return (
    <details class="zone-choice">
      <summary>Choose another time zone</summary>
      <form method="get" action="/book" class="form">
        {Object.entries(choices).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
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
      </form>
    </details>
  );
}
