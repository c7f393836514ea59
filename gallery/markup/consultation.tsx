import { AnswerRequest } from "@/components/consultation/AnswerRequest.tsx";
import { CancelConsultation } from "@/components/consultation/CancelConsultation.tsx";
import { ChangeDetails } from "@/components/consultation/ChangeDetails.tsx";
import {
  KeptMessages,
  type KeptMessagesProps,
} from "@/components/chat/KeptMessages.tsx";
import { ConsultationSummary } from "@/components/consultation/ConsultationSummary.tsx";
import {
  EarlierConsultations,
  type EarlierConsultationsProps,
} from "@/components/consultation/EarlierConsultations.tsx";
import { EraseConsultation } from "@/components/consultation/EraseConsultation.tsx";
import {
  MoveConsultation,
  type MoveConsultationProps,
} from "@/components/consultation/MoveConsultation.tsx";
import { MoveOrCancel } from "@/components/consultation/MoveOrCancel.tsx";
import { MovedByClient } from "@/components/consultation/MovedByClient.tsx";
import { MovedNotice } from "@/components/consultation/MovedNotice.tsx";
import { OwnRequest } from "@/components/consultation/OwnRequest.tsx";
import type {
  ChangeDetailsProps,
  OwnRequestProps,
} from "@/lib/wire/own_request.ts";
import { WithdrawRequest } from "@/components/consultation/WithdrawRequest.tsx";
import {
  type ConsultationState,
  STATE_LABEL,
} from "@/lib/domain/consultation/consultation.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  ARTIST,
  CLIENT,
  CONSULTATION_ID,
  CONTACT,
  SERVICE,
  STARTS_AT,
  SUBMISSION,
  WHEN,
  ZONE,
} from "@/gallery/sample.ts";
import { WEEK } from "./offer_sample.ts";
import { each, markup } from "./states.ts";

const KEPT: KeptMessagesProps["days"] = [{
  heading: "Sunday 22 November 2026, Central European Standard Time",
  messages: [
    ["Mara", "Hello! May my sister watch?"],
    ["You", "Of course, bring her!\nTwo people on one sofa are fine."],
    ["Mara", "<b>Great</b> 💛"],
  ].map(([name = "", text = ""], i) => ({
    number: i + 1,
    name,
    text,
    at: `2026-11-22T16:0${i}:00.000Z`,
    time: `17:0${i}`,
  })),
}];

const EARLIER: EarlierConsultationsProps["rows"] = [
  {
    id: CONSULTATION_ID,
    own: true,
    when: "12 September 2026, 10:00",
    service: SERVICE,
    artist: ARTIST,
    state: "ended",
    label: "Ended",
    look: "Rested, in ivory",
  },
  {
    id: parseConsultationId("a".repeat(26))!,
    own: false,
    when: "3 May 2026, 16:30",
    service: "Evening look",
    artist: "Noor Haddad",
    state: "cancelled",
    label: "Cancelled by the client",
    look: "",
  },
];

const STATES = Object.keys(STATE_LABEL) as ConsultationState[];
const REFUSED = "Somebody else has just taken that time.";

function change(
  session: MoveConsultationProps["session"],
): MoveConsultationProps {
  return {
    session,
    id: CONSULTATION_ID,
    version: 1,
    clientName: CLIENT,
    artistName: ARTIST,
    serviceName: SERVICE,
    zone: ZONE,
    when: WHEN,
    until: session === "client"
      ? "Saturday 21 November 2026, 17:15 Central European Standard Time"
      : null,
    contactEmail: CONTACT,
    refused: null,
    home: `/c/${CONSULTATION_ID}`,
    finalBefore: session === "client"
      ? "Friday 20 November 2026, 12:00 Central European Standard Time"
      : null,
    week: WEEK,
    alternatives: [],
    full: false,
  };
}

const CLIENT_CHANGE = change("client");
const ARTIST_CHANGE = change("artist");
const REQUEST = {
  clientName: CLIENT,
  serviceName: SERVICE,
  when: WHEN,
  answerBy: "Tue 24 Nov, 16:15, Central European Time",
  submission: SUBMISSION,
  changed: null,
};

const OWN: OwnRequestProps = {
  outcome: {
    is: "open",
    heldUntil:
      "Saturday 21 November 2026, 17:15 Central European Standard Time",
  },
  artistName: ARTIST,
  serviceName: SERVICE,
  when: WHEN,
  submission: SUBMISSION,
  phone: "+4915112345678",
  changed: false,
  refused: null,
  waysOn: { bookAgain: "/book", contactEmail: CONTACT },
};
const DETAILS: ChangeDetailsProps = {
  home: `/c/${CONSULTATION_ID}`,
  artistName: ARTIST,
  serviceName: SERVICE,
  questions: [
    {
      id: "skin",
      label: "How is your skin?",
      kind: "text",
      options: [],
      required: true,
    },
    {
      id: "allergies",
      label: "Allergies?",
      kind: "yes_no",
      options: [],
      required: false,
    },
  ],
  values: new Map([
    ["note", SUBMISSION.note],
    ["answer.skin", "Dry, a moment red at the cheeks"],
    ["answer.allergies", "Yes"],
    ["phone", "+4915112345678"],
    ["texts", "yes"],
  ]),
  errors: {},
  smsEnabled: true,
  refused: null,
  answered: false,
};

/** The client's own page of a request. */
export const OWN_REQUEST = markup({ viewer: "client" }, {
  open: <OwnRequest {...OWN} />,
  changed: <OwnRequest {...OWN} changed />,
  declined: (
    <OwnRequest
      {...OWN}
      outcome={{ is: "declined", reason: "I am away that week." }}
    />
  ),
  expired: <OwnRequest {...OWN} outcome={{ is: "expired" }} />,
  withdrawn: <OwnRequest {...OWN} outcome={{ is: "withdrawn" }} />,
  details: <ChangeDetails {...DETAILS} />,
  "details-wrong": (
    <ChangeDetails
      {...DETAILS}
      refused="Please check the highlighted fields."
      errors={{ "answer.skin": "Your artist needs an answer to this." }}
    />
  ),
  "details-answered": (
    <ChangeDetails
      {...DETAILS}
      answered
      refused="This request has already been answered."
    />
  ),
  withdraw: (
    <WithdrawRequest
      id={CONSULTATION_ID}
      artistName={ARTIST}
      serviceName={SERVICE}
      when={WHEN}
    />
  ),
});

export const CHANGES = {
  ...markup({ viewer: "client" }, {
    "client-choice": <MoveOrCancel {...CLIENT_CHANGE} open />,
    "client-too-late": <MoveOrCancel {...CLIENT_CHANGE} open={false} />,
    "client-move": <MoveConsultation {...CLIENT_CHANGE} />,
    "client-move-full": <MoveConsultation {...CLIENT_CHANGE} full />,
    "client-move-refused": (
      <MoveConsultation
        {...CLIENT_CHANGE}
        refused={REFUSED}
        alternatives={[STARTS_AT + 60 * MINUTE, STARTS_AT + 105 * MINUTE]}
      />
    ),
    "client-cancel": <CancelConsultation {...CLIENT_CHANGE} />,
    "client-cancel-refused": (
      <CancelConsultation {...CLIENT_CHANGE} refused="It has just started." />
    ),
  }),
  ...markup({ viewer: "artist" }, {
    "artist-move": <MoveConsultation {...ARTIST_CHANGE} />,
    "artist-move-full": <MoveConsultation {...ARTIST_CHANGE} full />,
    "artist-cancel": <CancelConsultation {...ARTIST_CHANGE} />,
  }),
};

export const CONSULTATIONS = markup({ viewer: "artist", heading: CLIENT }, {
  moved: <MovedNotice when={WHEN} />,
  "moved-by-client": (
    <MovedByClient
      clientName={firstName(CLIENT)}
      from="Friday 20 November 2026, 15:00 Central European Standard Time"
      hours={24}
      moveHref={`/artist/consultations/${CONSULTATION_ID}/move`}
    />
  ),
  request: <AnswerRequest {...REQUEST} />,
  "request-changed": (
    <AnswerRequest
      {...REQUEST}
      changed="Friday 20 November 2026, 18:04 Central European Standard Time"
    />
  ),
  "request-listed": (
    <section class="day-section" aria-labelledby="requests">
      <h2 id="requests">To answer</h2>
      <AnswerRequest {...REQUEST} listed />
    </section>
  ),
  ...each("summary", STATES, (state) => (
    <ConsultationSummary
      state={state}
      items={[{ term: "When", details: WHEN }]}
    />
  )),
  messages: <KeptMessages title="Messages" days={KEPT} />,
  earlier: <EarlierConsultations client={firstName(CLIENT)} rows={EARLIER} />,
  erase: <EraseConsultation id={CONSULTATION_ID} session="artist" />,
});
