import type { ConsultationId, PhotoId, ServiceId } from "./ids.ts";
import { HOUR } from "./instant.ts";

/** What every browser shows, and what our own check knows from the inside. */
export const PHOTO_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export type PhotoType = typeof PHOTO_TYPES[number];

export const PHOTO_LIMITS = {
  /** With one booking. */
  most: 6,
  /** Bytes of one picture, as it arrives. Six of them can be deleted in one write. */
  bytes: 8 * 1024 * 1024,
  /** Pixels. A small file can say that it is enormous, and whoever opens it runs out of memory. */
  longestSide: 12_000,
  area: 64_000_000,
  /** How long a picture waits for its booking to be sent. */
  stagedMs: 2 * HOUR,
} as const;

/** A picture that has passed the check (`picture/check.ts`): nothing in it but the picture. */
export interface Picture {
  readonly type: PhotoType;
  /** As they are stored, before any orientation. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a stored picture belongs to, which decides who may see it and when it goes. */
export type PhotoOwner =
  | { readonly consultation: ConsultationId }
  | { readonly service: ServiceId };

export interface Photo {
  readonly id: PhotoId;
  readonly type: PhotoType;
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
  /** Null while it waits in its basket. */
  readonly owner: PhotoOwner | null;
}
