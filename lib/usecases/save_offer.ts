import { OFFER_LIMITS } from "@/lib/domain/offer_limits.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Directory, OfferWritten, Stored } from "@/lib/ports.ts";

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

/** How often a new record looks for another id when somebody else takes it. */
const TRIES = 5;

/**
 * One more of them, under an id that none of the others has.
 *
 * @param what as the limit and the refusal call them
 * @param make the record, with an id beside the ones that are taken
 */
export async function addToOffer<T>(
  what: "services" | "artists",
  directory: Pick<Directory, "services" | "artists">,
  make: (taken: readonly string[]) => T,
  add: (record: T) => Promise<OfferWritten>,
): Promise<Outcome<T>> {
  const most = OFFER_LIMITS[what];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const taken = (await directory[what]()).map(({ id }) => id);
    if (taken.length >= most) {
      return refuse("invalid_input", {
        fields: { name: `There are ${most} ${what} already.` },
      });
    }
    const record = make(taken);
    const written = await add(record);
    if (written !== "conflict") return offerWritten(written, record);
  }
  return refuse("conflict");
}
