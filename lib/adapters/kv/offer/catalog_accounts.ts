import { emailKey } from "@/lib/domain/basic/email.ts";
import type { Artist, Staff } from "@/lib/domain/offer/studio.ts";
import type { Admin, Catalog, Secrets } from "@/lib/ports/mod.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import type { Store, Write } from "@/lib/adapters/kv/store.ts";

export const accountKey = (email: string) => keys.staffByEmail(emailKey(email));

/** Who signs in: admins by themselves, artists with their records. */
export function createAccounts(
  store: Store,
  secrets: Secrets,
): Pick<
  Catalog,
  "staff" | "endSessions" | "admins" | "addAdmin" | "removeAdmin"
> {
  return {
    staff: async (email) => (await store.get<Staff>(accountKey(email))).value,
    endSessions: (email) =>
      store.update<Staff, void>(accountKey(email), ({ key, value }, write) => {
        if (value === null) return { write: null, answer: undefined };
        write.set(key, { ...value, epoch: secrets.ulid() })
          .sum(keys.pulse({ account: email }), 1n);
        return { write, answer: undefined };
      }),
    admins: async () =>
      (await adminEntries(store)).map((entry) => entry.value)
        .sort((a, b) => a.name.localeCompare(b.name)),
    async addAdmin(admin) {
      const key = accountKey(admin.email);
      const operation = store.atomic().check({ key, versionstamp: null })
        .set(key, { ...admin, epoch: secrets.ulid() });
      return await store.commitOnce(operation, secrets.ulid())
        ? "written"
        : "email_taken";
    },
    removeAdmin: (email) =>
      store.retry(async () => {
        const admins = await adminEntries(store);
        const wanted = accountKey(email).at(-1);
        const gone = admins.find(({ key }) => key.at(-1) === wanted);
        if (gone === undefined) return { write: null, answer: "unknown" };
        // Part of the check, so that two admins who remove each other leave
        // one.
        const stays = admins.find((entry) => entry !== gone);
        if (stays === undefined) return { write: null, answer: "last" };
        const write = store.atomic().check(gone, stays);
        deleteAccount(write, gone.value.email);
        return { write, answer: "removed" };
      }, { operationId: secrets.ulid }),
  };
}

async function adminEntries(store: Store): Promise<Deno.KvEntry<Admin>[]> {
  return (await store.list<Staff>(ranges.staff()))
    .filter((entry): entry is Deno.KvEntry<Admin> =>
      entry.value.role === "admin"
    );
}

/**
 * Adds to the write of an artist's record that their address signs them in, or,
 * once they are retired, nobody. Returns false if the address belongs to
 * someone else.
 */
export async function writeArtistsAccount(
  { store, operation, secrets }: Write & { readonly secrets: Secrets },
  { before, next }: { readonly before: Artist | null; readonly next: Artist },
): Promise<boolean> {
  const own = accountKey(next.email);
  const old = before && accountKey(before.email);
  const isOwn = ({ value }: Deno.KvEntryMaybe<Staff>) =>
    value?.role === "artist" && value.artistId === next.id;
  if (old !== null && (next.retired || old.at(-1) !== own.at(-1))) {
    const entry = await store.get<Staff>(old);
    if (isOwn(entry)) deleteAccount(operation.check(entry), before!.email);
  }
  if (next.retired) return true;
  const entry = await store.get<Staff>(own);
  if (entry.value !== null && !isOwn(entry)) return false;
  const account: Staff = {
    role: "artist",
    email: next.email,
    artistId: next.id,
  };
  operation.check(entry).set(own, sameEpoch(account, { entry, secrets }));
  return true;
}

/** The account with the epoch of the stored one, if that is the same person's; else with a new one. */
export function sameEpoch(
  account: Staff,
  { entry: { value: stored }, secrets }: {
    readonly entry: Deno.KvEntryMaybe<Staff>;
    readonly secrets: Secrets;
  },
): Staff {
  if (stored === null || !isSamePerson(stored, account)) {
    return { ...account, epoch: secrets.ulid() };
  }
  return stored.epoch === undefined
    ? account
    : { ...account, epoch: stored.epoch };
}

/** Whether both are accounts of one artist, or of an admin; their addresses are the same. */
function isSamePerson(a: Staff, b: Staff): boolean {
  return a.role === "artist"
    ? b.role === "artist" && a.artistId === b.artistId
    : b.role === "admin";
}

/** Its sessions end: pages that are open look again. */
export function deleteAccount(
  operation: Deno.AtomicOperation,
  email: string,
): Deno.AtomicOperation {
  return operation.delete(accountKey(email))
    .sum(keys.pulse({ account: email }), 1n);
}
