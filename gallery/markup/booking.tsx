import { BookingSteps } from "@/components/booking/BookingSteps.tsx";
import type { BookingStepsProps } from "@/components/booking/booking_steps_props.ts";
import { PhotoRow } from "@/components/booking/PhotoRow.tsx";
import { EnterConsultation } from "@/components/waiting/EnterConsultation.tsx";
import { InsideApp } from "@/components/waiting/InsideApp.tsx";
import { OpenMailedLink } from "@/components/waiting/OpenMailedLink.tsx";
import { SendLinkAgain } from "@/components/waiting/SendLinkAgain.tsx";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { refuse } from "@/lib/domain/basic/refusal.ts";
import type { PhotoUpload } from "@/lib/client/booking/photo_uploads.ts";
import { CONSULTATION_ID, STARTS_AT, ZONE } from "@/gallery/sample.ts";
import { ARTISTS, PHOTOS, SERVICES, WEEK } from "./offer_sample.ts";
import { markup } from "./states.ts";

const [service = null] = SERVICES;
const [artist = null] = ARTISTS;
const TYPED = new Map([
  ["name", "Mara Lindqvist"],
  ["email", "mara@client"],
]);

const FIRST: BookingStepsProps = {
  wanted: null,
  chosen: {
    service: null,
    artist: null,
    startsAt: null,
    zone: ZONE,
    chosenZone: ZONE,
  },
  refusal: null,
  values: new Map(),
  carried: null,
  formKey: "",
  photos: [],
  smsEnabled: false,
  alternatives: [],
  services: SERVICES,
  artists: ARTISTS,
  week: null,
  hrefFor: () => "/book",
  scripts: {},
};
const ARTIST_STEP = { ...FIRST, chosen: { ...FIRST.chosen, service } };
const TIME_STEP = {
  ...FIRST,
  chosen: { ...FIRST.chosen, service, artist },
  week: WEEK,
};
const DETAILS_STEP = {
  ...FIRST,
  chosen: {
    service,
    artist,
    startsAt: STARTS_AT,
    zone: ZONE,
    chosenZone: ZONE,
  },
};

const PHOTO_ROWS: Readonly<Record<PhotoUpload["state"], PhotoUpload>> = {
  preparing: { key: 0, name: "window.jpg", state: "preparing" },
  sending: { key: 1, name: "evening.jpg", state: "sending" },
  ready: { key: 2, name: "face.jpg", state: "ready", id: PHOTOS[0]!, src: "" },
  failed: {
    key: 3,
    name: "notes.pdf",
    state: "failed",
    words: "This is not a JPEG, PNG or WebP file.",
  },
};

const STEPS = markup({ viewer: "visitor" }, {
  service: <BookingSteps {...FIRST} />,
  artist: <BookingSteps {...ARTIST_STEP} />,
  time: <BookingSteps {...TIME_STEP} />,
  "time-nothing-free": (
    <BookingSteps
      {...TIME_STEP}
      week={{ ...WEEK, days: WEEK.days.map((day) => ({ ...day, groups: [] })) }}
    />
  ),
  "time-after-typing": (
    <BookingSteps {...TIME_STEP} carried={[...TYPED]} values={TYPED} />
  ),
  details: <BookingSteps {...DETAILS_STEP} />,
  "details-with-text-messages": <BookingSteps {...DETAILS_STEP} smsEnabled />,
  "details-with-errors": (
    <BookingSteps
      {...DETAILS_STEP}
      values={TYPED}
      carried={[...TYPED]}
      refusal={{
        refusal: refuse("invalid_input", {
          fields: {
            email: "Please write the whole address, like name@example.com.",
          },
        }),
        words: "Please look at the marked fields.",
      }}
    />
  ),
  "slot-taken": (
    <BookingSteps
      {...DETAILS_STEP}
      chosen={{ ...DETAILS_STEP.chosen, startsAt: null }}
      values={TYPED}
      carried={[...TYPED]}
      alternatives={[STARTS_AT + 60 * MINUTE, STARTS_AT + 105 * MINUTE]}
      refusal={{
        refusal: refuse("slot_taken"),
        words: "Somebody else has just taken that time.",
      }}
    />
  ),
});

const PHOTOS_FIELD = markup({ viewer: "visitor", heading: "Photos" }, {
  photos: (
    <ul class="photo-rows">
      {Object.values(PHOTO_ROWS).map((photo) => (
        <PhotoRow key={photo.key} photo={photo} live />
      ))}
    </ul>
  ),
});

const LINK = markup({ viewer: "client", heading: "Your consultation" }, {
  "client-link": (
    <EnterConsultation consultationId={CONSULTATION_ID} script={undefined} />
  ),
  "client-link-replaced": (
    <EnterConsultation
      consultationId={CONSULTATION_ID}
      replaced
      script={undefined}
    />
  ),
  "client-link-inside-app": (
    <InsideApp app="Instagram" only={["may-fail", "apple", "browser"]} />
  ),
  "client-link-inside-app-without-camera": (
    <InsideApp app="another app" only={["cannot-call", "apple", "safari"]} />
  ),
  "client-link-damaged": (
    <OpenMailedLink
      href={`/c/${CONSULTATION_ID}#secret`}
      script={undefined}
    />
  ),
  "client-link-again": (
    <SendLinkAgain
      consultationId={CONSULTATION_ID}
      sent={false}
      refused={null}
    />
  ),
  "client-link-sent": (
    <SendLinkAgain consultationId={CONSULTATION_ID} sent refused={null} />
  ),
  "client-link-refused": (
    <SendLinkAgain
      consultationId={CONSULTATION_ID}
      sent={false}
      refused="You have asked for many mails. Please wait an hour."
    />
  ),
});

export const BOOKING = { ...STEPS, ...PHOTOS_FIELD, ...LINK };
