import { Button } from "@/components/ui/Button.tsx";
import { SelectField } from "@/components/ui/SelectField.tsx";
import { booking } from "@/words/booking.ts";
import { listedZones } from "@/lib/domain/basic/zone_names.ts";
import { type CarriedFields, CarriedForm } from "./HiddenFields.tsx";

/** Another time zone, by name: for clients whose browser does not report theirs, or who travel. */
export function ZoneChoice({ zone, choices, carried }: {
  readonly zone: string;
  /** The other choices so far. */
  readonly choices: Readonly<Record<string, string>>;
  readonly carried: CarriedFields | null;
}) {
  const listed = listedZones();
  const all = listed.some(({ name }) => name === zone)
    ? listed
    : [{ name: zone, label: zone }, ...listed];
  const inside = (
    <>
      <SelectField
        name="zone"
        label={booking.time.zoneLabel}
        value={zone}
        options={all.map(({ name, label }) => ({ value: name, label }))}
      />
      <Button>{booking.time.showZone}</Button>
    </>
  );
  return (
    <details class="zone-choice">
      <summary>{booking.time.chooseZone}</summary>
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
