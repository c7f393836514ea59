import type {
  ConsultationId,
  PhotoId,
  ServiceId,
} from "@/lib/domain/basic/ids.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";

/** Formats that every browser shows and that our own check can parse. */
export const PHOTO_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export type PhotoType = typeof PHOTO_TYPES[number];

export const PHOTO_LIMITS = {
  /** Per booking. */
  most: 6,
  /** Bytes of one photo as uploaded. Six of them can be deleted in one write. */
  bytes: 8 * 1024 * 1024,
  /**
   * Pixels. A small file can claim to be enormous, and a browser that opens it needs
   * four bytes of memory for each. A phone's large photos have 24 million (5712 × 4284).
   */
  longestSide: 12_000,
  area: 24_500_000,
  /** Bytes of all photos that wait for a booking, of everybody: a stranger's upload must not fill the disk. */
  unclaimedBytes: 512 * 1024 * 1024,
  /** How long an uploaded photo waits for its booking. */
  stagedMs: 2 * HOUR,
} as const;

/** An image that passed the check (`image/check.ts`): it contains the image and nothing else. */
export interface CheckedImage {
  readonly type: PhotoType;
  /** As stored, before applying the orientation. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a stored photo belongs to: this decides who may see it and when it is deleted. */
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
  /** Null while it waits in its upload session. */
  readonly owner: PhotoOwner | null;
}
