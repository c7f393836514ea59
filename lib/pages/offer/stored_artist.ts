import { type Context, HttpError } from "fresh";
import { type ArtistId, parseArtistId } from "@/lib/domain/basic/ids.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import type { State } from "@/lib/http/state.ts";
import type { Stored } from "@/lib/ports/mod.ts";

/** @throws HttpError 404 if the URL names no artist */
export function artistIdOf(ctx: Context<State>): ArtistId {
  const id = parseArtistId(ctx.params.id);
  if (id === null) throw new HttpError(404);
  return id;
}

/** @throws HttpError 404 if there is no such artist */
export async function storedArtist(
  ctx: Context<State>,
  id: ArtistId,
): Promise<Stored<Artist>> {
  const stored = await ctx.state.services.deps.catalog.storedArtist(id);
  if (stored === null) throw new HttpError(404);
  return stored;
}
