import { Consent } from "@/components/Consent.tsx";
import { Field } from "@/components/Field.tsx";

/** In one piece, however narrow the page is. */
const EXAMPLE = "+49 151 12345678".replaceAll(" ", "\u00a0");

/** A number, and the wish for text messages: never ticked beforehand. */
export function TextMessages(
  { kept, error }: {
    readonly kept: ReadonlyMap<string, string>;
    readonly error: string | undefined;
  },
) {
  return (
    <>
      <Field
        name="phone"
        label="Your mobile number"
        hint={`Only for text messages. Begin with + and your country's code, as in ${EXAMPLE}.`}
        type="tel"
        autocomplete="tel"
        maxLength={40}
        value={kept.get("phone") ?? ""}
        error={error}
      />
      <Consent
        name="texts"
        value="yes"
        defaultChecked={kept.get("texts") === "yes"}
      >
        Send me text messages about this consultation: its confirmation, changes
        and reminders. Reply STOP to one and no more will come.
      </Consent>
    </>
  );
}
