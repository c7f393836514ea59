import type { Catalog } from "@/lib/ports/mod.ts";

/** Every artist, with what is missing before they can be booked. */
export async function listArtists(catalog: Catalog) {
  const names = new Map(
    (await catalog.services()).filter((one) => !one.retired)
      .map((service) => [service.id, service.name]),
  );
  const artists = (await catalog.artists()).map((artist) => ({
    id: artist.id,
    name: artist.name,
    email: artist.email,
    retired: artist.retired,
    hours: artist.hours.length + artist.exceptions.length > 0,
    services: artist.services.flatMap((id) => names.get(id) ?? []).join(", "),
  }));
  return artists.sort(offeredFirst);
}

/** Every service, also those that are no longer offered. */
export async function listServices(catalog: Catalog) {
  return [...await catalog.services()].sort(offeredFirst);
}

/** What is offered before what is retired, each by name. */
function offeredFirst(
  a: { readonly retired: boolean; readonly name: string },
  b: { readonly retired: boolean; readonly name: string },
): number {
  return Number(a.retired) - Number(b.retired) || a.name.localeCompare(b.name);
}
