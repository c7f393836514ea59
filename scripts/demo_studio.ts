import type { ArtistId, ServiceId } from "@/lib/domain/basic/ids.ts";
import { DAY, MINUTE } from "@/lib/domain/basic/instant.ts";
import type {
  Artist,
  Hours,
  IntakeQuestion,
  Service,
  Staff,
  Studio,
} from "@/lib/domain/offer/studio.ts";
import type { Services } from "@/lib/http/state.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { offeredSlots } from "@/lib/usecases/booking/offered_slots.ts";

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** Around the clock, so that the demo works at any hour. */
const ALWAYS: readonly Hours[] = WEEK.map((weekday) => ({
  weekday,
  from: "00:00",
  to: "24:00",
}));

const STUDIO: Studio = {
  name: "Atelier Rosewood",
  zone: ZONE,
  contactEmail: "hello@atelier.example",
  clientChangesUntilHours: 24,
};

const BRIDAL = "bridal-trial" as ServiceId;
const EVENING = "evening-look" as ServiceId;
const MATCH = "skin-and-shade" as ServiceId;

const OCCASION: IntakeQuestion = {
  id: "occasion",
  label: "What is the occasion?",
  kind: "text",
  options: [],
  required: false,
};
const SKIN_TYPE: IntakeQuestion = {
  id: "skin-type",
  label: "What is your skin type?",
  kind: "choice",
  options: [
    "Dry",
    "Oily",
    "Combination",
    "Sensitive",
    "I'm not sure",
  ],
  required: false,
};
const ALLERGIES: IntakeQuestion = {
  id: "allergies",
  label: "Allergies, or products your skin reacted to",
  kind: "text",
  options: [],
  required: false,
};
const TRIED: IntakeQuestion = {
  id: "worn-before",
  label: "Have you had your makeup done professionally before?",
  kind: "yes_no",
  options: [],
  required: false,
};

const SERVICES: readonly Service[] = [
  {
    id: BRIDAL,
    name: "Bridal trial",
    minutes: 45,
    description:
      "We plan your wedding look together, from skin to lashes, and go through every step.",
    priceText: "€60",
    prepare: [
      "Come with clean skin, and tie your hair back.",
      "Have your jewellery, your veil and a picture of your dress at hand.",
      "Collect two or three looks that you like, and one that you don’t.",
      "Have your own foundation, lipsticks and brushes within reach.",
    ].join("\n"),
    bufferMinutes: 15,
    picture: null,
    questions: [OCCASION, SKIN_TYPE, ALLERGIES, TRIED],
    retired: false,
  },
  {
    id: EVENING,
    name: "Evening look",
    minutes: 30,
    description:
      "A look for your occasion, using the products you already own.",
    priceText: "€40",
    prepare: [
      "Have your own makeup, brushes and sponges within reach.",
      "Come with clean skin, and use your moisturiser ten minutes before.",
      "Have what you will wear beside you, and know the light of the evening: candles, flash or daylight.",
    ].join("\n"),
    bufferMinutes: 0,
    picture: null,
    questions: [OCCASION, ALLERGIES],
    retired: false,
  },
  {
    id: MATCH,
    name: "Skin and shade match",
    minutes: 30,
    description:
      "We find your undertone in daylight, match foundation and concealer to it, and explain how.",
    priceText: "€35",
    prepare: [
      "Come with bare skin: no cream with colour, no powder.",
      "Sit in daylight if you can, not in yellow lamplight.",
      "Have your foundations and concealers within reach, also those that don’t match.",
      "Have a sheet of white paper ready: it shows what your light does to colours.",
    ].join("\n"),
    bufferMinutes: 15,
    picture: null,
    questions: [SKIN_TYPE, ALLERGIES, TRIED],
    retired: false,
  },
];

const INES = "ines-vidal" as ArtistId;
const NOOR = "noor-haddad" as ArtistId;

const ARTISTS: readonly Artist[] = [
  {
    id: INES,
    name: "Inès Vidal",
    email: "ines@atelier.example",
    zone: ZONE,
    bio:
      "Bridal and editorial makeup artist. Fifteen years in the studio, six on video.",
    hours: ALWAYS,
    exceptions: [],
    timeOff: [],
    services: [BRIDAL, EVENING, MATCH],
    noticeMinutes: 0,
    horizonDays: 30,
    retired: false,
  },
  {
    id: NOOR,
    name: "Noor Haddad",
    email: "noor@atelier.example",
    zone: ZONE,
    bio:
      "Skin comes first. I specialise in deep and olive skin tones, sensitive skin and makeup that lasts through a summer's day.",
    hours: ALWAYS,
    exceptions: [],
    timeOff: [],
    services: [EVENING, MATCH],
    noticeMinutes: 0,
    horizonDays: 60,
    retired: false,
  },
];

const STAFF: readonly Staff[] = [
  { role: "artist", email: "ines@atelier.example", artistId: INES },
  { role: "artist", email: "noor@atelier.example", artistId: NOOR },
  { role: "admin", email: "odile@atelier.example", name: "Odile Marchand" },
];

/**
 * Creates the demo studio and some bookings for today, through the same use
 * cases as the pages. Does nothing if a studio exists.
 */
export async function seedDemo({ deps }: Services): Promise<boolean> {
  if (await deps.catalog.studio()) return false;
  await deps.catalog.restore({
    studio: STUDIO,
    services: SERVICES,
    artists: ARTISTS,
    staff: STAFF,
  });

  // Noor has a client now; Inès is free, so that you can book her at once.
  await bookSoon(deps, {
    artistId: NOOR,
    serviceId: EVENING,
    inMinutes: 0,
    name: "Mara Lindqvist",
    confirmed: true,
  });
  await bookSoon(deps, {
    artistId: NOOR,
    serviceId: MATCH,
    inMinutes: 120,
    name: "Juno Aaltonen",
    confirmed: false,
  });
  await bookSoon(deps, {
    artistId: INES,
    serviceId: MATCH,
    inMinutes: 120,
    name: "Hanna Weiss",
    confirmed: true,
  });
  await bookSoon(deps, {
    artistId: INES,
    serviceId: EVENING,
    inMinutes: 180,
    name: "Salome Okafor",
    confirmed: false,
  });
  return true;
}

async function bookSoon(
  deps: Services["deps"],
  { artistId, serviceId, inMinutes, name, confirmed }: {
    readonly artistId: ArtistId;
    readonly serviceId: ServiceId;
    readonly inMinutes: number;
    readonly name: string;
    readonly confirmed: boolean;
  },
) {
  const artist = ARTISTS.find((one) => one.id === artistId)!;
  const service = SERVICES.find((one) => one.id === serviceId)!;
  const from = deps.clock.now() + inMinutes * MINUTE;
  const [startsAt] = await offeredSlots(deps, {
    artist,
    service,
    span: {
      from,
      to: from + 3 * DAY,
    },
  });
  if (startsAt === undefined) return;
  const booked = await bookConsultation(deps, {
    artistId,
    serviceId,
    startsAt,
    client: {
      name,
      email: `${name.split(" ")[0]!.toLowerCase()}@client.example`,
      zone: ZONE,
      note: "",
      phone: null,
    },
    intake: [],
    photos: [],
  });
  if (booked.ok && confirmed) {
    const artistActor = {
      role: "artist",
      artistId,
      email: artist.email,
    } as const;
    await confirmConsultation(deps, {
      actor: artistActor,
      id: booked.value.id,
    });
  }
}
