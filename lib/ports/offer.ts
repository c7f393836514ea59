/** The studio's records: the studio, its artists, and what they offer. */
import type { ArtistId, ServiceId } from "@/lib/domain/basic/ids.ts";
import type {
  Artist,
  Service,
  Staff,
  Studio,
} from "@/lib/domain/offer/studio.ts";
import type { Stored } from "./store.ts";

export type Admin = Extract<Staff, { role: "admin" }>;

/** `email_taken`: someone else signs in with this address. */
export type OfferWritten = "written" | "conflict" | "email_taken";

/**
 * Each write names what was read, and succeeds only if nobody wrote in between.
 * An artist's account comes and goes with the artist's record: a retired artist
 * has none.
 */
export interface Catalog {
  studio(): Promise<Studio | null>;
  artists(): Promise<Artist[]>;
  artist(id: ArtistId): Promise<Artist | null>;
  services(): Promise<Service[]>;
  service(id: ServiceId): Promise<Service | null>;
  /** The person who signs in with this address. */
  staff(email: string): Promise<Staff | null>;
  /** Ends every session of this account, in every browser; it can sign in again. */
  endSessions(email: string): Promise<void>;
  /** By name. */
  admins(): Promise<Admin[]>;

  // The same records, to be changed
  storedStudio(): Promise<Stored<Studio> | null>;
  storedArtist(id: ArtistId): Promise<Stored<Artist> | null>;
  storedService(id: ServiceId): Promise<Stored<Service> | null>;

  putStudio(before: Stored<Studio>, next: Studio): Promise<OfferWritten>;
  putService(before: Stored<Service>, next: Service): Promise<OfferWritten>;
  putArtist(before: Stored<Artist>, next: Artist): Promise<OfferWritten>;
  /** `conflict`: the id is taken. */
  addService(service: Service): Promise<OfferWritten>;
  /** `conflict`: the id is taken. */
  addArtist(artist: Artist): Promise<OfferWritten>;
  addAdmin(admin: Admin): Promise<OfferWritten>;
  /** One admin always remains, even with simultaneous removals. */
  removeAdmin(email: string): Promise<"removed" | "last" | "unknown">;

  /**
   * Replaces whatever is stored under the ids and addresses of these records:
   * for a studio's file, which takes precedence.
   */
  restore(records: CatalogRecords): Promise<void>;
}

/** Records as they are to be stored. An artist's account is one of `staff`. */
export interface CatalogRecords {
  readonly studio?: Studio;
  readonly services?: readonly Service[];
  readonly artists?: readonly Artist[];
  readonly staff?: readonly Staff[];
}
