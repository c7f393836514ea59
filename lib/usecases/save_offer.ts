import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { OfferWritten, Stored } from "@/lib/ports.ts";

/**
 * Writes what somebody made of the version that they read. If somebody else
 * saved meanwhile, neither is lost: the one stands, the other is refused. What
 * stands already, word for word, is saved: so a form that is sent twice is no
 * conflict.
 *
 * @param versionstamp of the record that the form was made from, as the form says
 */
export async function saveOffer<T>(
  stored: Stored<T>,
  versionstamp: string,
  next: T,
  put: (before: Stored<T>, next: T) => Promise<OfferWritten>,
): Promise<Outcome<T>> {
  if (JSON.stringify(next) === JSON.stringify(stored.value)) {
    return { ok: true, value: stored.value };
  }
  if (versionstamp !== stored.versionstamp) return refuse("conflict");
  return offerWritten(await put(stored, next), next);
}

export function offerWritten<T>(written: OfferWritten, value: T): Outcome<T> {
  switch (written) {
    case "written":
      return { ok: true, value };
    case "conflict":
      return refuse("conflict");
    case "email_taken":
      return refuse("invalid_input", {
        fields: { email: "Somebody else signs in with this address." },
      });
  }
}
