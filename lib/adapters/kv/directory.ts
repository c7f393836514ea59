import type { Artist, Service, Staff, Studio } from "@/lib/domain/studio.ts";
import type { Directory } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import { asArtist, asService, asStudio } from "./older_records.ts";
import type { Store } from "./store.ts";

export function createDirectory(store: Store): Directory {
  return {
    studio: async () => read(await store.get<Studio>(keys.studio()), asStudio),
    artists: async () =>
      (await store.list<Artist>({ prefix: ["artists"] }))
        .map((entry) => asArtist(entry.value)),
    artist: async (id) =>
      read(await store.get<Artist>(keys.artist(id)), asArtist),
    services: async () =>
      (await store.list<Service>({ prefix: ["services"] }))
        .map((entry) => asService(entry.value)),
    service: async (id) =>
      read(await store.get<Service>(keys.service(id)), asService),
    staff: async (email) =>
      (await store.get<Staff>(keys.staffByEmail(normalEmail(email)))).value,
  };
}

/** The other side of the directory: who works here and what they offer. */
export function createDirectoryWriter(store: Store) {
  const put = async (key: Deno.KvKey, value: unknown) => {
    await store.commit(store.atomic().set(key, value));
  };
  return {
    putStudio: (studio: Studio) => put(keys.studio(), studio),
    putArtist: (artist: Artist) => put(keys.artist(artist.id), artist),
    putService: (service: Service) => put(keys.service(service.id), service),
    putStaff: (staff: Staff) =>
      put(keys.staffByEmail(normalEmail(staff.email)), staff),
  };
}

export type DirectoryWriter = ReturnType<typeof createDirectoryWriter>;

/** Mail addresses are compared without regard to case or to spaces around them. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

function read<T>(entry: Deno.KvEntryMaybe<T>, as: (record: T) => T): T | null {
  return entry.value === null ? null : as(entry.value);
}
