import type { BodyOf, FormName } from "@/lib/wire/endpoints.ts";
import { type PathParams, urlOf, type UrlOptions } from "./endpoint_url.ts";

/** The fields of a form, in whichever arm of its body they are. */
type FieldOf<Name extends FormName> = BodyOf<Name> extends infer Body
  ? Body extends unknown ? keyof Body & string : never
  : never;

type ValueOf<Name extends FormName, Field> = BodyOf<Name> extends infer Body
  ? Body extends unknown ? Field extends keyof Body ? Body[Field] : never
  : never
  : never;

/** A form sends text: a boolean is one of its words. */
type FormValue<Name extends FormName, Field> = Exclude<
  NonNullable<ValueOf<Name, Field>>,
  boolean
>;

/** A plain HTML form for one endpoint, typed by the table. */
export interface EndpointForm<Name extends FormName> {
  readonly method: "post";
  readonly action: string;
  /** The name of an input. */
  name<Field extends FieldOf<Name>>(field: Field): Field;
  /** The name and the value of a hidden input. */
  hidden<Field extends FieldOf<Name>>(
    field: Field,
    value: FormValue<Name, Field>,
  ): {
    readonly type: "hidden";
    readonly name: Field;
    readonly value: FormValue<Name, Field>;
  };
}

export function formOf<Name extends FormName>(
  name: Name,
  { params, ...options }: UrlOptions & { readonly params: PathParams<Name> },
): EndpointForm<Name> {
  return {
    method: "post",
    action: urlOf(name, params, options),
    name: (field) => field,
    hidden: (field, value) => ({ type: "hidden", name: field, value }),
  };
}
