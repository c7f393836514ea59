import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { formatWhen } from "@/lib/time/format.ts";

/** The consultation that every state shows, and its two parties. */
export const STUDIO = "Atelier Rosewood";
export const CONTACT = "studio@rosewood.example";
export const ARTIST = "Inès Vidal";
export const CLIENT = "Mara Lindqvist";
export const SERVICE = "Bridal trial";
export const ZONE = "Europe/Berlin";

export const STARTS_AT = Date.parse("2026-11-22T16:15:00Z");
export const ENDS_AT = STARTS_AT + 45 * MINUTE;
export const WHEN = formatWhen({ startsAt: STARTS_AT, endsAt: ENDS_AT }, ZONE);

export const CONSULTATION_ID = parseConsultationId(
  "mfzwizltoqqgsztpojxw63ik4q",
)!;

export const SUBMISSION = {
  id: CONSULTATION_ID,
  note:
    "An ivory dress with long sleeves. I would like to look like myself, only rested.",
  intake: [
    { label: "How is your skin?", answer: "Dry, a moment red at the cheeks" },
    { label: "Allergies?", answer: "Lanolin" },
  ],
  photos: [],
} as const;
