import type * as product from "@/lib/domain/basic/refusal.ts";
import { ok } from "@/lib/domain/basic/refusal.ts";
import type {
  WireRefusal,
  WireRefusalCode,
} from "@/lib/wire/request_refusal.ts";

export { ok };

/** The product's refusals, and the server's refusals of a request as such. */
export type Refusal = WireRefusal;

export type Outcome<T> = product.Outcome<T, Refusal>;

export function refuse(
  code: product.RefusalCode,
  facts?: product.RefusalFacts,
): product.Refusal;
export function refuse(
  code: WireRefusalCode,
  facts?: Refusal["facts"],
): Refusal;
export function refuse(
  code: WireRefusalCode,
  facts: Refusal["facts"] = {},
): Refusal {
  return { ok: false, code, facts };
}

/** The same outcome with another value. */
export function mapped<T, U>(
  outcome: Outcome<T>,
  view: (value: T) => U,
): Outcome<U> {
  return outcome.ok ? ok(view(outcome.value)) : outcome;
}
