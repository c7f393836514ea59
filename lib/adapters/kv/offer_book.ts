import type { Artist, Service, Staff, Studio } from "@/lib/domain/studio.ts";
import {
  type Admin,
  type OfferBook,
  type OfferWritten,
  type Secrets,
  type Stored,
  StoreUnavailable,
} from "@/lib/ports.ts";
import { normalEmail } from "./directory.ts";
import { keys } from "./keys.ts";
import { asArtist, asService, asStudio } from "./older_records.ts";
import type { Store } from "./store.ts";

/** How often a removal looks again when somebody else changes the admins. */
const TRIES = 8;

const accountKey = (email: string) => keys.staffByEmail(normalEmail(email));

/** The directory's changes, each under the version that was read (decision 005). */
export function createOfferBook(store: Store, secrets: Secrets): OfferBook {
  const read = async <T>(
    key: Deno.KvKey,
    as: (record: T) => T,
  ): Promise<Stored<T> | null> => {
    const { value, versionstamp } = await store.get<T>(key);
    return versionstamp === null ? null : { value: as(value), versionstamp };
  };
  const commit = async (
    operation: Deno.AtomicOperation,
  ): Promise<OfferWritten> =>
    await store.commitOnce(operation, secrets.ulid()) ? "written" : "conflict";
  const replace = (key: Deno.KvKey, versionstamp: string | null, to: unknown) =>
    store.atomic().check({ key, versionstamp }).set(key, to);

  /** Gives the artist's address to their account, or takes both away. */
  async function withAccount(
    operation: Deno.AtomicOperation,
    before: Artist | null,
    next: Artist,
  ): Promise<OfferWritten> {
    const own = accountKey(next.email);
    const old = before && accountKey(before.email);
    const isOwn = ({ value }: Deno.KvEntryMaybe<Staff>) =>
      value?.role === "artist" && value.artistId === next.id;
    if (old !== null && (next.retired || old.at(-1) !== own.at(-1))) {
      const entry = await store.get<Staff>(old);
      if (isOwn(entry)) operation.check(entry).delete(old);
    }
    if (!next.retired) {
      const entry = await store.get<Staff>(own);
      if (entry.value !== null && !isOwn(entry)) return "email_taken";
      const account: Staff = {
        role: "artist",
        email: next.email,
        artistId: next.id,
      };
      operation.check(entry).set(own, account);
    }
    return await commit(operation);
  }

  const allAdmins = async () =>
    (await store.list<Staff>({ prefix: ["staff_by_email"] }))
      .filter((entry): entry is Deno.KvEntry<Admin> =>
        entry.value.role === "admin"
      );

  return {
    studio: () => read(keys.studio(), asStudio),
    artist: (id) => read(keys.artist(id), asArtist),
    service: (id) => read(keys.service(id), asService),
    admins: async () =>
      (await allAdmins()).map((entry) => entry.value)
        .sort((a, b) => a.name.localeCompare(b.name)),
    putStudio: ({ versionstamp }, next: Studio) =>
      commit(replace(keys.studio(), versionstamp, next)),
    putService: ({ versionstamp }, next: Service) =>
      commit(replace(keys.service(next.id), versionstamp, next)),
    putArtist: ({ value, versionstamp }, next) =>
      withAccount(
        replace(keys.artist(next.id), versionstamp, next),
        value,
        next,
      ),
    addService: (service) =>
      commit(replace(keys.service(service.id), null, service)),
    addArtist: (artist) =>
      withAccount(replace(keys.artist(artist.id), null, artist), null, artist),
    async addAdmin(admin) {
      const key = accountKey(admin.email);
      const written = await commit(replace(key, null, admin));
      return written === "conflict" ? "email_taken" : written;
    },
    async removeAdmin(email) {
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const admins = await allAdmins();
        const wanted = accountKey(email).at(-1);
        const gone = admins.find(({ key }) => key.at(-1) === wanted);
        if (gone === undefined) return "unknown";
        // Named in the check, so that two who remove each other leave one.
        const stays = admins.find((entry) => entry !== gone);
        if (stays === undefined) return "last";
        const operation = store.atomic().check(gone, stays).delete(gone.key);
        if (await commit(operation) === "written") return "removed";
      }
      throw new StoreUnavailable("Too many writers for one place");
    },
  };
}
