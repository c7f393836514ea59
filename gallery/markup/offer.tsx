import { BookingsOutsideHours } from "@/components/offer/BookingsOutsideHours.tsx";
import { HoursForm } from "@/components/offer/HoursForm.tsx";
import { ProfileForm } from "@/components/offer/ProfileForm.tsx";
import { RetireForm } from "@/components/offer/RetireForm.tsx";
import { ServiceForm } from "@/components/offer/ServiceForm.tsx";
import { ServicePhotoForm } from "@/components/offer/ServicePhotoForm.tsx";
import { StudioForm } from "@/components/offer/StudioForm.tsx";
import { UpcomingBookings } from "@/components/offer/UpcomingBookings.tsx";
import {
  ARTIST,
  CLIENT,
  CONSULTATION_ID,
  CONTACT,
  STUDIO,
  WHEN,
  ZONE,
} from "@/gallery/sample.ts";
import { ARTISTS, SERVICES } from "./offer_sample.ts";
import { markup } from "./states.ts";

const NO_ERRORS = {};
const STUDIO_DRAFT = {
  name: STUDIO,
  zone: ZONE,
  contactEmail: CONTACT,
  clientChangesUntilHours: "24",
};
const [{ questions, ...service }] = SERVICES as readonly [
  typeof SERVICES[number],
];
const SERVICE_DRAFT = {
  ...service,
  minutes: String(service.minutes),
  prepare: service.prepare ?? "",
  bufferMinutes: String(service.bufferMinutes),
  questions: questions.map((question) => ({
    ...question,
    options: question.options.join("\n"),
  })),
};
const [artist] = ARTISTS as readonly [typeof ARTISTS[number]];
const PROFILE_DRAFT = {
  ...artist,
  noticeMinutes: String(artist.noticeMinutes),
  horizonDays: String(artist.horizonDays),
};
const HOURS_DRAFT = {
  hours: [
    { weekday: "1", from: "09:00", to: "12:00" },
    { weekday: "1", from: "13:00", to: "18:00" },
  ],
  exceptions: [{ date: "2026-12-24", hours: [] }],
  timeOff: [{ from: "2026-12-28", to: "2027-01-03" }],
};

const RETIRE = {
  action: "/admin/services/bridal-trial",
  versionstamp: "",
  title: "Take it out of the offer",
  restore: "Offer it again",
  ask: "Take it out…",
  confirm: "Take it out",
};
const BOOKINGS = [
  {
    id: CONSULTATION_ID,
    client: CLIENT,
    when: WHEN,
    unanswered: true,
    href: `/admin/consultations/${CONSULTATION_ID}`,
  },
];

export const OFFER = {
  ...markup({ viewer: "admin", heading: "The offer" }, {
    studio: (
      <StudioForm
        action="/admin/studio"
        draft={STUDIO_DRAFT}
        versionstamp=""
        errors={NO_ERRORS}
      />
    ),
    "studio-with-error": (
      <StudioForm
        action="/admin/studio"
        draft={{ ...STUDIO_DRAFT, contactEmail: "studio" }}
        versionstamp=""
        errors={{ contactEmail: "Please write the whole address." }}
      />
    ),
    service: (
      <ServiceForm
        action="/admin/services/bridal-trial"
        draft={SERVICE_DRAFT}
        versionstamp=""
        errors={NO_ERRORS}
        submit="Save"
      />
    ),
    "service-picture": (
      <ServicePhotoForm
        action="/admin/services/bridal-trial"
        versionstamp=""
        photo={null}
      />
    ),
    "service-retire": (
      <RetireForm {...RETIRE} retired={false}>
        Clients can no longer book it.
      </RetireForm>
    ),
    "service-retired": <RetireForm {...RETIRE} retired>{null}</RetireForm>,
    "upcoming-bookings": (
      <UpcomingBookings artist={ARTIST} retired={false} bookings={BOOKINGS} />
    ),
    "upcoming-after-retiring": (
      <UpcomingBookings artist={ARTIST} retired bookings={BOOKINGS} />
    ),
  }),
  ...markup({ viewer: "artist", heading: "Your part of the offer" }, {
    "bookings-outside-hours": <BookingsOutsideHours bookings={BOOKINGS} />,
    profile: (
      <ProfileForm
        action="/artist/profile"
        draft={PROFILE_DRAFT}
        versionstamp=""
        errors={NO_ERRORS}
        services={SERVICES}
        submit="Save"
      />
    ),
    hours: (
      <HoursForm
        action="/artist/hours"
        draft={HOURS_DRAFT}
        versionstamp=""
        errors={NO_ERRORS}
      />
    ),
  }),
};
