import type { ArtistId } from "./ids.ts";
import type { Actor } from "./permission.ts";

/** A part of the studio's offer that somebody edits. */
export type OfferPart =
  | "studio"
  | "services"
  | "admins"
  /** That there are artists, their names, and how they sign in. */
  | "artist_accounts"
  /** One artist's hours and profile. */
  | { readonly artist: ArtistId };

/** Admins edit everything; artists their own hours and profile; nobody else anything. */
export function mayEdit(actor: Actor | null, part: OfferPart): boolean {
  switch (actor?.role) {
    case "admin":
      return true;
    case "artist":
      return typeof part === "object" && part.artist === actor.artistId;
    case "client":
    case undefined:
      return false;
  }
}
