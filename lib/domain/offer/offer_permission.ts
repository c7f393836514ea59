import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";

/** A part of the studio's offer that can be edited. */
export type OfferPart =
  | "studio"
  | "services"
  | "admins"
  /** The artists' accounts: their names, and how they sign in. */
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
