import type { ArtistId, ServiceId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { BookingRequest } from "@/lib/usecases/booking/book_consultation.ts";
import { BRIDAL, INES, START } from "@/tests/_support/an_app.ts";

export function aBookingRequest(request: {
  readonly startsAt?: Instant;
  readonly name?: string;
  readonly artistId?: ArtistId;
  readonly serviceId?: ServiceId;
} = {}): BookingRequest {
  const name = request.name ?? "Mara Lindqvist";
  return {
    artistId: request.artistId ?? INES,
    serviceId: request.serviceId ?? BRIDAL,
    startsAt: request.startsAt ?? START,
    client: {
      name,
      email: `${name.toLowerCase().replace(/\W+/g, ".")}@client.example`,
      zone: "Europe/Berlin",
      note: "",
      phone: null,
    },
    intake: [],
    photos: [],
  };
}
