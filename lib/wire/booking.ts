import * as v from "valibot";
import type { PhotoType } from "@/lib/domain/booking/photo.ts";
import { parsePhotoId, type PhotoId } from "@/lib/domain/basic/ids.ts";
import { Id } from "./basic.ts";
import type { Endpoint, Out } from "./endpoint.ts";
import { ARRIVAL_REFUSALS, CONSULTATION_REFUSALS } from "./refusal.ts";

const PHOTO_TYPES = [
  "image/jpeg",
  "image/png",
  "image/webp",
] as const satisfies readonly PhotoType[];

const StagedPhotoId = v.pipe(
  Id,
  v.guard((text): text is PhotoId => parsePhotoId(text) !== null),
);

export const StagedPhoto = v.strictObject({ id: StagedPhotoId });
export type StagedPhotoAnswer = Out<typeof StagedPhoto>;

export const BOOKING = {
  "POST /api/booking/photos": {
    summary:
      "Uploads a photo for a booking request that has not been sent yet.",
    sessions: [],
    status: 201,
    upload: PHOTO_TYPES,
    answer: StagedPhoto,
    refusals: [
      "rate_limited",
      ...ARRIVAL_REFUSALS,
      "photo_type",
      "photo_unreadable",
      "photo_too_large",
      "too_many_photos",
      "photos_full",
    ],
  },
  "GET /api/booking/photos/:photo": {
    summary:
      "A photo that this browser has uploaded for a booking request that has not been sent yet.",
    sessions: [],
    status: 200,
    file: PHOTO_TYPES,
    answer: null,
    refusals: ["not_found"],
  },
  "DELETE /api/booking/photos/:photo": {
    summary:
      "Removes a photo that this browser has uploaded for a booking request that has not been sent yet.",
    sessions: [],
    status: 204,
    answer: null,
    refusals: [],
  },
  "GET /api/consultations/:id/photos/:photo": {
    summary: "A photo that the client sent with the booking request.",
    sessions: ["client", "artist", "admin"],
    status: 200,
    file: PHOTO_TYPES,
    answer: null,
    refusals: CONSULTATION_REFUSALS,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
