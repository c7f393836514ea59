import type { JSX } from "preact";

/** What was typed into the booking form, name by name, as a later step sends it on. */
export type Carried = readonly (readonly [string, string])[];

/** The id of the form whose buttons choose a service, an artist or a day again. */
export const CHOOSE_AGAIN = "choose-again";

/**
 * A form for a step before the details. What was typed goes with it as hidden
 * fields of a POST: names and answers never stand in an address, which ends up
 * in histories and logs.
 */
export function CarriedForm({ carried, choices, children, ...rest }:
  & {
    readonly carried: Carried;
    /** What has been chosen so far. */
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
