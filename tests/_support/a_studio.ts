/** A studio that is always open: two artists, an admin, one service. */
import type { ArtistId, ServiceId } from "@/lib/domain/basic/ids.ts";
import type { Service } from "@/lib/domain/offer/studio.ts";
import type { Catalog } from "@/lib/ports/mod.ts";

export const INES = "ines-vidal" as ArtistId;
export const NOOR = "noor-haddad" as ArtistId;
export const BRIDAL = "bridal-trial" as ServiceId;

/** The bridal trial of 45 minutes, or a variation. */
export function aService(different: Partial<Service> = {}): Service {
  return {
    id: BRIDAL,
    name: "Bridal trial",
    minutes: 45,
    bufferMinutes: 0,
    description: "",
    priceText: "",
    picture: null,
    questions: [],
    retired: false,
    ...different,
  };
}

export async function openStudio(catalog: Catalog) {
  const artists = [[INES, "Inès Vidal"], [NOOR, "Noor Haddad"]] as const;
  const emailOf = (id: ArtistId) => `${id.split("-")[0]}@studio.example`;
  await catalog.restore({
    studio: {
      name: "Atelier Rosewood",
      zone: "Europe/Berlin",
      contactEmail: "hello@studio.example",
      clientChangesUntilHours: 24,
    },
    services: [aService()],
    artists: artists.map(([id, name]) => ({
      id,
      name,
      email: emailOf(id),
      zone: "Europe/Berlin",
      bio: "",
      hours: ([1, 2, 3, 4, 5, 6, 7] as const)
        .map((weekday) => ({ weekday, from: "00:00", to: "24:00" })),
      exceptions: [],
      timeOff: [],
      services: [BRIDAL],
      noticeMinutes: 0,
      horizonDays: 30,
      retired: false,
    })),
    staff: [
      ...artists.map(([id]) => ({
        role: "artist" as const,
        email: emailOf(id),
        artistId: id,
      })),
      {
        role: "admin",
        email: "odile@studio.example",
        name: "Odile Marchand",
      },
    ],
  });
}
