import {
  parseArtistId,
  parsePhotoId,
  parseServiceId,
} from "@/lib/domain/basic/ids.ts";
import { DAY, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Artist, Service } from "@/lib/domain/offer/studio.ts";
import { ARTIST, SERVICE, STARTS_AT, ZONE } from "@/gallery/sample.ts";

/** A studio's offer, as the booking pages and the forms of the staff read it. */
export const SERVICES: readonly Service[] = [
  {
    id: parseServiceId("bridal-trial")!,
    name: SERVICE,
    minutes: 45,
    bufferMinutes: 15,
    description: "Your look for the day, tried in your own light.",
    priceText: "60 €",
    prepare: "Have your jewellery at hand.\nCome with clean skin.",
    picture: null,
    questions: [
      {
        id: "skin",
        label: "How is your skin?",
        kind: "text",
        options: [],
        required: true,
      },
      {
        id: "finish",
        label: "Which finish do you like?",
        kind: "choice",
        options: ["Matte", "Natural", "Glowing"],
        required: false,
      },
      {
        id: "allergies",
        label: "Do you have allergies?",
        kind: "yes_no",
        options: [],
        required: true,
      },
    ],
    retired: false,
  },
  {
    id: parseServiceId("evening-look")!,
    name: "Evening look",
    minutes: 30,
    bufferMinutes: 0,
    description: "One look, step by step, with what you have at home.",
    priceText: "45 €",
    picture: null,
    questions: [],
    retired: false,
  },
];

export const ARTISTS: readonly Artist[] = [
  artist("ines-vidal", {
    name: ARTIST,
    bio: "Bridal and editorial makeup for twelve years.",
  }),
  artist("noor-haddad", {
    name: "Noor Haddad",
    bio: "Everyday looks, and skin that needs care.",
  }),
];

function artist(
  id: string,
  { name, bio }: { readonly name: string; readonly bio: string },
): Artist {
  return {
    id: parseArtistId(id)!,
    name,
    email: `${id}@rosewood.example`,
    zone: ZONE,
    bio,
    hours: [],
    exceptions: [],
    timeOff: [],
    services: SERVICES.map((service) => service.id),
    noticeMinutes: 120,
    horizonDays: 30,
    retired: false,
  };
}

export const PHOTOS = [
  parsePhotoId("a".repeat(26))!,
  parsePhotoId("b".repeat(26))!,
];

/** The week of the sample's consultation; the third day is full. */
export const WEEK = {
  days: Array.from({ length: 7 }, (_, index) => {
    const noon = STARTS_AT - 4 * 60 * MINUTE + index * DAY;
    return {
      date: new Date(noon).toISOString().slice(0, 10),
      noon,
      groups: index === 2 ? [] : [
        { title: "Morning", times: at(noon, [-150, -90, -30]) },
        { title: "Afternoon", times: at(noon, [60, 105, 240]) },
      ],
    };
  }),
  current: "2026-11-22",
  earlier: "2026-11-15",
  later: "2026-11-29",
};

function at(noon: number, minutes: readonly number[]): readonly number[] {
  return minutes.map((offset) => noon + offset * MINUTE);
}
