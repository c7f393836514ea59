/** Requests, and photos of bookings and of services. */
import type {
  ArtistId,
  ConsultationId,
  PhotoId,
} from "@/lib/domain/basic/ids.ts";
import type { Intent } from "./messages.ts";
import type { Stored } from "./store.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type {
  CheckedImage,
  Photo,
  PhotoOwner,
} from "@/lib/domain/booking/photo.ts";

/** Of whom the open requests are counted. */
export type RequestScope =
  | { readonly client: string }
  /** Keeps its places for their whole time, also after an answer. */
  | { readonly recipient: string }
  | { readonly artist: ArtistId }
  | { readonly studio: true };

/**
 * How many unanswered requests there are, in the store: simultaneous bookings
 * cannot share a place, and a restart forgets none.
 */
export interface RequestQuotas {
  /**
   * Takes a place until the request is answered or expires.
   *
   * @returns seconds until the next place is free, or 0 if it got one
   */
  take(
    scope: RequestScope,
    place: {
      readonly id: ConsultationId;
      /** The form's idempotency key: a repeat gets no second place. */
      readonly form?: string | null;
      readonly until: Instant;
      readonly most: number;
    },
  ): Promise<number>;
  /** Gives a place back when nothing was booked. */
  release(scope: RequestScope, id: ConsultationId): Promise<void>;
}

/** The mails that tell an artist of many requests at once. */
export interface RequestDigests {
  /** The artists whose mail is due, each as it was read. */
  due(now: Instant): Promise<Stored<ArtistId>[]>;
  /** Writes the mail, or none, and ends its being due; false if another process did. */
  write(digest: Stored<ArtistId>, intents: readonly Intent[]): Promise<boolean>;
}

/**
 * Photos, checked before they come here. A photo first belongs to an upload
 * session, which is named by the hash of a secret that only one browser has.
 * Photos that nobody claims in time are deleted.
 */
export interface Photos {
  /**
   * `full`: the session already has `most` photos. `expired`: it was deleted in
   * the meantime. `no_room`: all photos that nobody has claimed yet, in all
   * sessions, would have more than `mostUnclaimedBytes`.
   */
  stage(
    uploadSession: string,
    image: CheckedImage,
    options: {
      readonly most: number;
      readonly mostUnclaimedBytes?: number;
    },
  ): Promise<PhotoId | "full" | "expired" | "no_room">;
  /** In upload order. */
  staged(uploadSession: string): Promise<Photo[]>;
  /** Removes one from the session; one that is not in it is left alone. */
  unstage(uploadSession: string, id: PhotoId): Promise<void>;
  /** Gives them to their owner; false if one of them is no longer in the session. */
  claim(
    uploadSession: string,
    options: { readonly ids: readonly PhotoId[]; readonly owner: PhotoOwner },
  ): Promise<boolean>;
  read(
    id: PhotoId,
  ): Promise<{ readonly photo: Photo; readonly bytes: Uint8Array } | null>;
  /** Deletes them, whatever their owner. */
  remove(ids: readonly PhotoId[]): Promise<void>;
  /** Deletes what nobody has claimed in time. */
  sweep(): Promise<void>;
}
