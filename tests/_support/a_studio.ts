/** A studio that is always open: two artists, an admin, one service. */
import type { ArtistId, ServiceId } from "@/lib/domain/ids.ts";
import type { Service } from "@/lib/domain/studio.ts";
import type { DirectoryWriter } from "@/lib/adapters/kv/directory.ts";

export const INES = "ines-vidal" as ArtistId;
export const NOOR = "noor-haddad" as ArtistId;
export const BRIDAL = "bridal-trial" as ServiceId;

/** The bridal trial of 45 minutes, or one like it. */
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

export async function openStudio(writer: DirectoryWriter) {
  const hours = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    weekday,
    from: "00:00",
    to: "24:00",
  }));
  await writer.putStudio({
    name: "Atelier Rosewood",
    zone: "Europe/Berlin",
    contactEmail: "hello@studio.example",
    clientChangesUntilHours: 24,
  });
  await writer.putService(aService());
  for (
    const [id, name] of [[INES, "Inès Vidal"], [NOOR, "Noor Haddad"]] as const
  ) {
    const email = `${id.split("-")[0]}@studio.example`;
    await writer.putArtist({
      id,
      name,
      email,
      zone: "Europe/Berlin",
      bio: "",
      hours,
      exceptions: [],
      timeOff: [],
      services: [BRIDAL],
      noticeMinutes: 0,
      horizonDays: 30,
      retired: false,
    });
    await writer.putStaff({ role: "artist", email, artistId: id });
  }
  await writer.putStaff({
    role: "admin",
    email: "odile@studio.example",
    name: "Odile Marchand",
  });
}
