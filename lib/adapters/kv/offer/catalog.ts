import { emailKey } from "@/lib/domain/basic/email.ts";
import type {
  Artist,
  Service,
  Staff,
  Studio,
} from "@/lib/domain/offer/studio.ts";
import type {
  Catalog,
  OfferWritten,
  Secrets,
  Stored,
} from "@/lib/ports/mod.ts";
import {
  accountKey,
  createAccounts,
  deleteAccount,
  sameEpoch,
  writeArtistsAccount,
} from "./catalog_accounts.ts";
import { keys, type Range, ranges } from "@/lib/adapters/kv/keys.ts";
import {
  asArtist,
  asService,
  asStudio,
} from "@/lib/adapters/kv/record_migrations.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** The studio's records, each written on the condition of the version that was read (decision 005). */
export function createCatalog(store: Store, secrets: Secrets): Catalog {
  return {
    ...createReads(store),
    ...createAccounts(store, secrets),
    ...createWrites(store, secrets),
    restore: async (records) => {
      const put = async (key: Deno.KvKey, value: unknown) => {
        await store.commit(store.atomic().set(key, value));
      };
      const { studio, services = [], artists = [], staff = [] } = records;
      if (studio !== undefined) await put(keys.studio(), studio);
      for (const one of services) await put(keys.service(one.id), one);
      for (const one of artists) await restoreArtist(store, one);
      for (const one of staff) {
        const key = accountKey(one.email);
        const entry = await store.get<Staff>(key);
        await put(key, sameEpoch(one, { entry, secrets }));
      }
    },
  };
}

/** An account under the address that the artist had before would still sign in. */
async function restoreArtist(store: Store, artist: Artist): Promise<void> {
  const key = keys.artist(artist.id);
  const old = (await store.get<Artist>(key)).value?.email ?? artist.email;
  const { value: account } = await store.get<Staff>(accountKey(old));
  const operation = store.atomic().set(key, artist);
  const isOwn = account?.role === "artist" && account.artistId === artist.id;
  const leaves = artist.retired || emailKey(old) !== emailKey(artist.email);
  await store.commit(
    isOwn && leaves ? deleteAccount(operation, old) : operation,
  );
}

type Reads = Pick<
  Catalog,
  | "studio"
  | "artists"
  | "artist"
  | "services"
  | "service"
  | "storedStudio"
  | "storedArtist"
  | "storedService"
>;

function createReads(store: Store): Reads {
  const stored = async <T>(
    key: Deno.KvKey,
    as: (record: T) => T,
  ): Promise<Stored<T> | null> => {
    const { value, versionstamp } = await store.get<T>(key);
    return versionstamp === null ? null : { value: as(value), versionstamp };
  };
  const listed = async <T>(range: Range, as: (record: T) => T) =>
    (await store.list<T>(range)).map((entry) => as(entry.value));
  const storedStudio = () => stored<Studio>(keys.studio(), asStudio);
  const storedArtist: Catalog["storedArtist"] = (id) =>
    stored<Artist>(keys.artist(id), asArtist);
  const storedService: Catalog["storedService"] = (id) =>
    stored<Service>(keys.service(id), asService);
  return {
    studio: async () => (await storedStudio())?.value ?? null,
    artists: () => listed<Artist>(ranges.artists(), asArtist),
    artist: async (id) => (await storedArtist(id))?.value ?? null,
    services: () => listed<Service>(ranges.services(), asService),
    service: async (id) => (await storedService(id))?.value ?? null,
    storedStudio,
    storedArtist,
    storedService,
  };
}

type Writes = Pick<
  Catalog,
  "putStudio" | "putService" | "putArtist" | "addService" | "addArtist"
>;

function createWrites(store: Store, secrets: Secrets): Writes {
  const commit = async (
    operation: Deno.AtomicOperation,
  ): Promise<OfferWritten> =>
    await store.commitOnce(operation, secrets.ulid()) ? "written" : "conflict";
  /** On the condition that the record is unchanged, or does not exist. */
  const replace = (key: Deno.KvKey, before: Stored<unknown> | null) =>
    store.atomic().check({ key, versionstamp: before?.versionstamp ?? null });
  const service = (before: Stored<Service> | null, next: Service) => {
    const key = keys.service(next.id);
    return commit(replace(key, before).set(key, next));
  };
  const artist = async (before: Stored<Artist> | null, next: Artist) => {
    const key = keys.artist(next.id);
    const operation = replace(key, before).set(key, next);
    const change = { before: before?.value ?? null, next };
    return await writeArtistsAccount({ store, operation, secrets }, change)
      ? await commit(operation)
      : "email_taken";
  };
  return {
    putStudio: (before, next) =>
      commit(replace(keys.studio(), before).set(keys.studio(), next)),
    putService: service,
    putArtist: artist,
    addService: (next) => service(null, next),
    addArtist: (next) => artist(null, next),
  };
}
