import { type Context, HttpError } from "fresh";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import type { State } from "@/lib/http/state.ts";

/**
 * The record of the signed-in artist, as the artists' middleware read it.
 *
 * @throws HttpError 404 if there is none: the account has outlived its artist
 */
export function signedInArtist(ctx: Pick<Context<State>, "state">): Artist {
  const { artist } = ctx.state;
  if (!artist) throw new HttpError(404);
  return artist;
}
