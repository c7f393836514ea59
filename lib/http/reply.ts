import type {
  AnswerOf,
  EndpointName,
  EventsOf,
  FileName,
  FormName,
  StreamName,
} from "@/lib/wire/endpoints.ts";
import type { Outcome } from "./refusal.ts";
import type { Bye, Sender } from "./stream/event_stream.ts";
import type { Register } from "./stream/open_streams.ts";

/** Every reply that the handler of an endpoint may give, and nothing else. */
export type Reply<Name extends EndpointName> =
  | Outcome<AnswerOf<Name>>
  | (Name extends FormName ? FormReply<AnswerOf<Name>> | Redirect : never)
  | (Name extends StreamName ? StreamReply<EventsOf<Name>> : never)
  | (Name extends FileName ? Response : never);

/** For an endpoint that takes plain HTML forms too: JSON for a script, a redirect for the form. */
export interface FormReply<Answer> {
  readonly outcome: Outcome<Answer>;
  /** The page that shows the result. */
  readonly done: string;
  /** The page that shows why there is none, if it is another. */
  readonly refused?: string;
}

/** The target of a plain HTML form. */
export interface Redirect {
  readonly redirect: string;
}

/** A stream of events; `start` returns its undo. */
export interface StreamReply<Events extends Bye> {
  readonly register: Register;
  start(sender: Sender<Events>): () => void;
}

/** A reply of any endpoint. */
export type AnyReply =
  | Outcome<unknown>
  | FormReply<unknown>
  | Redirect
  | StreamReply<Bye>
  | Response;

/**
 * The names of the fields that `Value` has and `Shape` lacks, at any depth;
 * `never` if there are none. TypeScript accepts a value with more fields than
 * its type, and JSON would send them all.
 */
export type Excess<Value, Shape> = unknown extends Shape ? never
  : Value extends Primitive | Response | ((...args: never[]) => unknown) ? never
  : Value extends readonly (infer Item)[] ? Excess<Item, ItemOf<Shape>>
  : {
    [Key in keyof Value]-?: Key extends KeyOf<Shape>
      ? Excess<Value[Key], FieldOf<Shape, Key>>
      : Key;
  }[keyof Value];

type Primitive = string | number | boolean | null | undefined;
type ItemOf<Shape> = Shape extends readonly (infer Item)[] ? Item : never;
type KeyOf<Shape> = Shape extends Primitive ? never : keyof Shape;
type FieldOf<Shape, Key> = Shape extends Primitive ? never
  : Key extends keyof Shape ? Shape[Key]
  : never;
