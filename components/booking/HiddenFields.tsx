import type { JSX } from "preact";

/** What was typed into the booking form, by field name, as later steps pass it on. */
export type CarriedFields = readonly (readonly [string, string])[];

/** The id of the form whose buttons go back to choosing a service, an artist or a day. */
export const CHOOSE_AGAIN = "choose-again";

/**
 * A form for a step before the details. What was typed is carried as hidden
 * fields of a POST: names and answers must not appear in a URL, which ends up
 * in histories and logs.
 */
export function CarriedForm({ carried, choices, children, ...rest }:
  & {
    readonly carried: CarriedFields;
    /** The choices so far. */
    readonly choices: Readonly<Record<string, string>>;
  }
  & Omit<JSX.IntrinsicElements["form"], "method" | "action" | "encType">) {
  const hidden = [...Object.entries(choices), ...carried];
  return (
    <form {...rest} method="post" action="/book" enctype="multipart/form-data">
      {hidden.map(([name, value], i) => (
        <input key={i} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
