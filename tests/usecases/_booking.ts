import type { ArtistId, ServiceId } from "@/lib/domain/ids.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import type { BookingWish } from "@/lib/usecases/book_consultation.ts";
import { BRIDAL, INES, START } from "../_support/an_app.ts";

export function aWish(wish: {
  readonly startsAt?: Instant;
  readonly name?: string;
  readonly artistId?: ArtistId;
  readonly serviceId?: ServiceId;
} = {}): BookingWish {
  const name = wish.name ?? "Mara Lindqvist";
  return {
    artistId: wish.artistId ?? INES,
    serviceId: wish.serviceId ?? BRIDAL,
    startsAt: wish.startsAt ?? START,
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
