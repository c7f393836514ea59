import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { OfferWritten, Stored } from "@/lib/ports/mod.ts";

/** How often a lost write decides again. */
const TRIES = 5;

/**
 * Saves a change of the version that a person read. If someone else saved in
 * the meantime, the save is refused and nothing is lost. A change that is
 * identical to the stored record counts as saved, so a form that is sent twice
 * is no conflict. Any refusal counts only if the record is unchanged: the
 * repeat of a form may have read half of what its first copy wrote.
 *
 * @param versionstamp of the record that the form was made from, from the form
 * @param next what the form makes of the stored record
 */
export async function saveOffer<T>(
  { read, versionstamp, next, put }: {
    readonly read: () => Promise<Stored<T> | null>;
    readonly versionstamp: string;
    readonly next: (before: T) => Outcome<T> | Promise<Outcome<T>>;
    readonly put: (before: Stored<T>, next: T) => Promise<OfferWritten>;
  },
): Promise<Outcome<T>> {
  let stored = await read();
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (stored === null) return refuse("not_found");
    const wanted = await next(stored.value);
    if (wanted.ok && isSame(wanted.value, stored.value)) {
      return { ok: true, value: stored.value };
    }
    const outcome = !wanted.ok
      ? wanted
      : versionstamp !== stored.versionstamp
      ? refuse("conflict")
      : offerWritten(await put(stored, wanted.value), wanted.value);
    if (outcome.ok) return outcome;
    const again = await read();
    if (again?.versionstamp === stored.versionstamp) return outcome;
    stored = again;
  }
  return refuse("conflict");
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

/**
 * Adds a record under an id that no other record has. A record that is there
 * already, with the same fields, is the same form sent before.
 *
 * @param what the plural for the limit and the refusal
 * @param make creates the record, given the ids that are taken
 */
export async function addToOffer<T extends { readonly id: string }>(
  what: "services" | "artists",
  { list, make, add }: {
    readonly list: () => Promise<readonly T[]>;
    readonly make: (taken: readonly string[]) => T;
    readonly add: (record: T) => Promise<OfferWritten>;
  },
): Promise<Outcome<T>> {
  const most = OFFER_LIMITS[what];
  const twinOf = (record: T, all: readonly T[]) =>
    all.find((one) => isSame({ ...record, id: one.id }, one));
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const all = await list();
    const record = make(all.map(({ id }) => id));
    const earlier = twinOf(record, all);
    if (earlier !== undefined) return { ok: true, value: earlier };
    if (all.length >= most) {
      return refuse("invalid_input", {
        fields: { name: `There are ${most} ${what} already.` },
      });
    }
    const written = await add(record);
    if (written === "written") return { ok: true, value: record };
    if (written === "conflict") continue;
    const twin = twinOf(record, await list());
    return twin === undefined
      ? offerWritten(written, record)
      : { ok: true, value: twin };
  }
  return refuse("conflict");
}

/** Whether two records have the same fields, in whatever order they are stored. */
function isSame(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, part) =>
      part !== null && typeof part === "object" && !Array.isArray(part)
        ? Object.fromEntries(
          Object.entries(part).sort(([a], [b]) => a < b ? -1 : 1),
        )
        : part,
  );
}
