import type { GenericSchema, InferInput, InferOutput } from "valibot";
import type { WireRefusalCode } from "./refusal.ts";

/**
 * One endpoint of the API: its body and its answer. The key of an entry in the
 * table is its method and path.
 */
export interface Endpoint {
  /** One sentence for the API document. */
  readonly summary: string;
  /** Whose session it needs; empty if it needs none. */
  readonly sessions: readonly SessionKind[];
  readonly status: 200 | 201 | 204;
  /** The JSON of a success; null if there is none. */
  readonly answer: GenericSchema | null;
  /** The JSON body. */
  readonly body?: GenericSchema;
  /** It also takes the same fields as a plain HTML form, and answers that with a redirect. */
  readonly form?: true;
  /** What its address may also say, after the question mark. */
  readonly query?: Readonly<Record<string, string>>;
  /** Media types of an upload instead of JSON. */
  readonly upload?: readonly string[];
  /** Media types of a file as the answer instead of JSON. */
  readonly file?: readonly string[];
  /** Server-sent events, for `Accept: text/event-stream`. */
  readonly events?: Readonly<Record<string, GenericSchema>>;
  /** The refusal of a body that does not fit; `invalid_input` by default. */
  readonly invalidBodyCode?: WireRefusalCode;
  /** Its refusals, besides those that `refusalsOf` adds. */
  readonly refusals: readonly WireRefusalCode[];
}

export type SessionKind = "client" | "artist" | "admin";

/** The same JSON, read-only at every depth. */
export type DeepReadonly<T> = T extends
  string | number | boolean | null | undefined ? T
  : T extends readonly (infer Item)[] ? readonly DeepReadonly<Item>[]
  : {
    readonly [Key in keyof T]: unknown extends T[Key] ? T[Key]
      : DeepReadonly<T[Key]>;
  };

/** The value that a schema yields. */
export type Out<Schema extends GenericSchema> = DeepReadonly<
  InferOutput<Schema>
>;

/** The value that a schema takes. */
export type In<Schema extends GenericSchema> = DeepReadonly<InferInput<Schema>>;
