import type { Attack } from "@/scripts/hostile/attack.ts";
import {
  aBooking,
  post,
  postBooking,
  tally,
  URLENCODED,
} from "@/scripts/hostile/forms.ts";
import { runAttacker } from "@/scripts/hostile/processes.ts";
import { mailsTo } from "@/scripts/hostile/stored.ts";
import { IMAGES } from "@/tests/_support/images.ts";

const TRIES = 80;
const VICTIM = "victim@elsewhere.example";

/** One of the 18 quintillion addresses of one customer. */
function from(n: number): string {
  return `2001:db8:1:2:${n.toString(16)}::1`;
}

export default {
  name: "80 bookings in another person's name and 80 photos, from one /64",
  finding: "S2-2, S2-3",
  reviewed: {
    "bookings": "73 of 80",
    "photos": "80 of 80",
    "mails to the other person": "74",
    "mails to the artist": "74",
  },
  async attack(target) {
    const bookings: number[] = [];
    const photos: number[] = [];
    for (let n = 0; n < TRIES; n++) {
      bookings.push(
        await postBooking(target, {
          body: aBooking(n, VICTIM),
          type: URLENCODED,
          from: from(n),
        }),
      );
      photos.push(
        await post(target, {
          path: "/api/booking/photos",
          body: new Uint8Array(IMAGES.jpeg),
          type: "image/jpeg",
          from: from(n),
        }),
      );
    }
    return {
      bookings: tally(bookings)["303"] ?? 0,
      photos: tally(photos)["201"] ?? 0,
    };
  },
  async run(product) {
    const { bookings = 0, photos = 0 } = await runAttacker(
      import.meta.url,
      product.url,
    );
    const toVictim = await mailsTo(product, VICTIM);
    const toArtist = await mailsTo(product, "ines@atelier.example");
    return [
      {
        what: "bookings",
        value: `${bookings} of ${TRIES}`,
        goal: "at most 3: open requests of one mail address",
        held: bookings <= 3,
      },
      {
        what: "photos",
        value: `${photos} of ${TRIES}`,
        goal: "at most 60 in ten minutes",
        held: photos <= 60,
      },
      {
        what: "mails to the other person",
        value: String(toVictim),
        goal: "at most 6 a day",
        held: toVictim <= 6,
      },
      {
        what: "mails to the artist",
        value: String(toArtist),
        goal: "at most 6 an hour",
        held: toArtist <= 6,
      },
    ];
  },
} satisfies Attack;
