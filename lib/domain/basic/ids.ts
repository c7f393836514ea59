/**
 * Branded identifiers: a string becomes an id only by being parsed, so an id of
 * one kind cannot be passed to a function that expects another.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** 26 characters of lower-case base 32: 128 random bits. Not secret, but not guessable. */
export type ConsultationId = Branded<"ConsultationId">;
/** A slug such as `ines-vidal`. */
export type ArtistId = Branded<"ArtistId">;
/** A slug such as `bridal-trial`. */
export type ServiceId = Branded<"ServiceId">;
/** 26 characters of lower-case base 32, like a consultation's: it cannot be guessed. */
export type PhotoId = Branded<"PhotoId">;
/** 26 characters of lower-case base 32 that a client's page chooses for a picture, before it is sent. */
export type StillId = Branded<"StillId">;
/** One page load of one browser tab: 8 to 64 URL-safe characters, chosen by the page. */
export type TabId = Branded<"TabId">;

const CONSULTATION = /^[a-z2-7]{26}$/;
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const TAB = /^[A-Za-z0-9_-]{8,64}$/;

export function parseConsultationId(text: unknown): ConsultationId | null {
  return typeof text === "string" && CONSULTATION.test(text)
    ? text as ConsultationId
    : null;
}

export function parseArtistId(text: unknown): ArtistId | null {
  return typeof text === "string" && SLUG.test(text) ? text as ArtistId : null;
}

export function parseServiceId(text: unknown): ServiceId | null {
  return typeof text === "string" && SLUG.test(text) ? text as ServiceId : null;
}

export function parsePhotoId(text: unknown): PhotoId | null {
  return typeof text === "string" && CONSULTATION.test(text)
    ? text as PhotoId
    : null;
}

export function parseStillId(text: unknown): StillId | null {
  return typeof text === "string" && CONSULTATION.test(text)
    ? text as StillId
    : null;
}

export function parseTabId(text: unknown): TabId | null {
  return typeof text === "string" && TAB.test(text) ? text as TabId : null;
}
