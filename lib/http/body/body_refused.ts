import type { Refusal } from "@/lib/http/refusal.ts";

/** Why the rest of a body is not read. The readers of bodies catch it and return the refusal. */
export class BodyRefused extends Error {
  override readonly name = "BodyRefused";
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}
