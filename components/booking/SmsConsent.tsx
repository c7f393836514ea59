import { ConsentCheckbox } from "@/components/ui/ConsentCheckbox.tsx";
import { booking } from "@/words/booking.ts";
import { Field } from "@/components/ui/Field.tsx";

const words = booking.details;

/** Non-breaking, however narrow the page is. */
const EXAMPLE = "+49 151 12345678".replaceAll(" ", "\u00a0");

/** A number, and consent to text messages: never ticked by default. */
export function SmsConsent(
  { values, error }: {
    readonly values: ReadonlyMap<string, string>;
    readonly error: string | undefined;
  },
) {
  return (
    <>
      <Field
        name="phone"
        label={words.phone}
        hint={words.phoneHint({ example: EXAMPLE })}
        type="tel"
        autocomplete="tel"
        maxLength={40}
        value={values.get("phone") ?? ""}
        error={error}
      />
      <ConsentCheckbox
        name="texts"
        value="yes"
        defaultChecked={values.get("texts") === "yes"}
      >
        {words.texts}
      </ConsentCheckbox>
    </>
  );
}
