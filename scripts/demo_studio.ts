import type { ArtistId, ServiceId } from "@/lib/domain/ids.ts";
import { DAY, MINUTE } from "@/lib/domain/instant.ts";
import type {
  Artist,
  Hours,
  IntakeQuestion,
  Service,
  Staff,
  Studio,
} from "@/lib/domain/studio.ts";
import type { Services } from "@/lib/http/state.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/confirm_consultation.ts";
import { offeredSlots } from "@/lib/usecases/offered_slots.ts";

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** Around the clock, so that the demo can be tried at any hour. */
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
  label: "How is your skin most days?",
  kind: "choice",
  options: [
    "Dry",
    "Oily",
    "Dry here, oily there",
    "Sensitive",
    "I am not sure",
  ],
  required: false,
};
const ALLERGIES: IntakeQuestion = {
  id: "allergies",
  label: "Allergies, or anything that your skin did not like",
  kind: "text",
  options: [],
  required: false,
};
const TRIED: IntakeQuestion = {
  id: "worn-before",
  label: "Have you worn makeup by an artist before?",
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
      "We plan your look together, from the skin to the last lash, and write down every step.",
    priceText: "€60",
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
      "One look for one occasion, made with what is already in your bag.",
    priceText: "€40",
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
      "Foundation, concealer and undertone, judged in daylight and explained.",
    priceText: "€35",
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
      "Bridal and editorial. Fifteen years behind the chair, six in front of a camera.",
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
      "Skin first. Deep and olive tones, sensitive skin, and looks that last a summer's day.",
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
 * Makes the demo studio where there is none, with some bookings for today, by
 * the same use-cases as the pages. Does nothing the second time.
 */
export async function seedDemo({ deps, writer }: Services): Promise<boolean> {
  if (await deps.directory.studio()) return false;
  await writer.putStudio(STUDIO);
  for (const service of SERVICES) await writer.putService(service);
  for (const artist of ARTISTS) await writer.putArtist(artist);
  for (const staff of STAFF) await writer.putStaff(staff);

  // Noor has somebody now; Inès is free now, for whoever tries the demo.
  await bookSoon(deps, NOOR, EVENING, 0, "Mara Lindqvist", true);
  await bookSoon(deps, NOOR, MATCH, 120, "Juno Aaltonen", false);
  await bookSoon(deps, INES, MATCH, 120, "Hanna Weiss", true);
  await bookSoon(deps, INES, EVENING, 180, "Salome Okafor", false);
  return true;
}

async function bookSoon(
  deps: Services["deps"],
  artistId: ArtistId,
  serviceId: ServiceId,
  inMinutes: number,
  name: string,
  confirmed: boolean,
) {
  const artist = ARTISTS.find((one) => one.id === artistId)!;
  const service = SERVICES.find((one) => one.id === serviceId)!;
  const from = deps.clock.now() + inMinutes * MINUTE;
  const [startsAt] = await offeredSlots(deps, artist, service, {
    from,
    to: from + 3 * DAY,
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
    await confirmConsultation(deps, artistActor, booked.value.id);
  }
}
