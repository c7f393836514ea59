import { DAY, iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  type MediaPreferences,
  otherParty,
  type Party,
} from "@/lib/domain/call/presence.ts";
import type { Failure } from "@/lib/client/page/api.ts";
import type { Phase } from "@/lib/client/waiting/waiting_phase.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { ENDS_AT, STARTS_AT } from "@/gallery/sample.ts";
import { WORKING } from "./fixed_devices.ts";
import { MESSAGES } from "./messages.ts";
import { type PageFixture, testId } from "./fixture.ts";
import { alone, BOTH_HERE, CONFIRMED, ENDED, LIVE } from "./snapshot.ts";

type Part = Omit<PageFixture, "party">;

/** Each phase of a page, before its devices are on. */
export const PHASES: Readonly<Record<Phase, Part>> = {
  unconfirmed: { snapshot: { ...CONFIRMED, state: "requested" } },
  early: {
    snapshot: {
      ...CONFIRMED,
      window: "early",
      now: iso(STARTS_AT - 2 * 60 * MINUTE),
    },
  },
  waiting: { snapshot: CONFIRMED },
  preparing: { snapshot: { ...LIVE, twilioRoomStatus: "pending" } },
  live: { snapshot: LIVE },
  ended: { snapshot: ENDED },
  cancelled: { snapshot: { ...CONFIRMED, state: "cancelled" } },
  closed: { snapshot: { ...CONFIRMED, state: "no_show", window: "closed" } },
  erased: { snapshot: { ...CONFIRMED, state: "erased" } },
  elsewhere: { snapshot: BOTH_HERE, elsewhere: true },
};

/** Who may have cancelled it. */
const CANCELLED_BY: Readonly<
  Record<NonNullable<WaitingSnapshot["cancelledBy"]>, Part>
> = {
  client: cancelledBy("client"),
  artist: cancelledBy("artist"),
  admin: cancelledBy("admin"),
};

/** The states of one party's waiting page, by name. */
export function waitingStates(
  party: Party,
): Readonly<Record<string, PageFixture>> {
  const other = otherParty(party);
  const parts: Record<string, Part> = {
    ...PHASES,
    [`${other}-here`]: { snapshot: BOTH_HERE },
    [`${other}-away`]: { snapshot: alone(party) },
    ready: { snapshot: BOTH_HERE, devices: WORKING },
    "ready-alone": { snapshot: alone(party), devices: WORKING },
    offline: { snapshot: BOTH_HERE, reachable: false },
    moved: {
      snapshot: {
        ...CONFIRMED,
        version: 2,
        startsAt: iso(STARTS_AT + DAY),
        endsAt: iso(ENDS_AT + DAY),
      },
      rendered: CONFIRMED,
    },
    ...chatStates(otherParty(party)),
    "artist-getting-ready": says({ is: "getting_ready" }),
    "artist-late": says({ is: "late", minutes: 10 }),
    "artist-late-from-now": {
      snapshot: {
        ...CONFIRMED,
        now: iso(STARTS_AT + 7 * MINUTE),
        artistStatus: {
          is: "late",
          minutes: 15,
          due: iso(STARTS_AT + 20 * MINUTE),
        },
      },
    },
    "link-replaced": { snapshot: CONFIRMED, gone: LINK_REPLACED },
    "signed-out": { snapshot: CONFIRMED, gone: SIGNED_OUT },
    "ended-recorded": { snapshot: { ...ENDED, recorded: true } },
    "missed-by-client": missedBy({ client: false, artist: true }),
    "missed-by-artist": missedBy({ client: true, artist: false }),
    "not-started": missedBy({ client: true, artist: true }),
    "cancelled-by-client": CANCELLED_BY.client,
    "cancelled-by-artist": CANCELLED_BY.artist,
    "cancelled-by-admin": CANCELLED_BY.admin,
    ...(party === "artist"
      ? {
        ...STARTING,
        "client-cannot-call": CLIENT_CANNOT_CALL,
        ...CLIENT_DEVICES,
      }
      : {
        left: { snapshot: LIVE, left: true },
        "artist-busy": says({ is: "busy", until: iso(STARTS_AT) }),
        ...OWN_LINK,
      }),
  };
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, { party, ...part }]),
  );
}

function says(
  artistStatus: NonNullable<WaitingSnapshot["artistStatus"]>,
): Part {
  return { snapshot: { ...CONFIRMED, artistStatus } };
}

/** The messages: none yet, some, one that waits, a refused one, and folded away. */
function chatStates(other: Party): Record<string, Part> {
  const exchange = { ...BOTH_HERE.exchange, messages: MESSAGES.length };
  const some = { snapshot: { ...BOTH_HERE, exchange }, messages: MESSAGES };
  const log = testId("chat-log");
  return {
    "chat-empty": {
      snapshot: alone(other),
      presses: [testId("chat-open"), log],
    },
    chat: { ...some, presses: [log] },
    "chat-failed": {
      ...some,
      unsent: OFFLINE,
      presses: [log, ".chat__quick .button", testId("chat-retry")],
    },
    "chat-refused": {
      ...some,
      unsent: CHAT_FULL,
      presses: [log, ".chat__quick .button", testId("chat-retry")],
    },
    "chat-folded": { ...some, presses: [log, testId("chat-open")] },
  };
}

const OFFLINE: Failure = {
  ok: false,
  code: "offline",
  message: "You seem to be offline. We could not reach the studio.",
};

const CHAT_FULL: Failure = {
  ok: false,
  code: "chat_full",
  message:
    "This consultation holds no more messages. Tell the rest in the call, or by email.",
};

function cancelledBy(
  who: NonNullable<WaitingSnapshot["cancelledBy"]>,
): Part {
  return {
    snapshot: { ...CONFIRMED, state: "cancelled", cancelledBy: who },
  };
}

function missedBy(came: NonNullable<WaitingSnapshot["came"]>): Part {
  return { snapshot: { ...PHASES.closed.snapshot, came } };
}

const LINK_REPLACED: Failure = {
  ok: false,
  code: "link_replaced",
  message: "This link was replaced by a newer one.",
};

export const SIGNED_OUT: Failure = {
  ok: false,
  code: "sign_in_required",
  message: "Please sign in.",
};

/** The client waits in a browser without WebRTC. */
const CLIENT_CANNOT_CALL: Part = {
  devices: WORKING,
  snapshot: {
    ...BOTH_HERE,
    mediaPreferences: {
      ...BOTH_HERE.mediaPreferences,
      client: { ...BOTH_HERE.mediaPreferences.client, canCall: false },
    },
  },
};

const EARLY = PHASES.early.snapshot;
/** It is there once the module with the client's link has run. */
const SHOWN = '[data-part="link"]';
const OPEN_PHONE = testId("continue-on-phone");

/** The client's link in another browser. */
const OWN_LINK: Readonly<Record<string, Part>> = {
  "on-a-computer": {
    snapshot: EARLY,
    platform: "windows",
    presses: [OPEN_PHONE, SHOWN],
  },
  "on-a-computer-without-link": {
    snapshot: CONFIRMED,
    platform: "windows",
    withoutLink: true,
    presses: [OPEN_PHONE],
  },
  "inside-instagram": {
    snapshot: CONFIRMED,
    insideApp: {
      app: "Instagram",
      exit: { by: "instagram", sure: false },
    },
    presses: [SHOWN],
  },
  "inside-an-app": {
    snapshot: EARLY,
    insideApp: { app: "the Google app", exit: { by: "safari", sure: true } },
    presses: [SHOWN],
  },
  "inside-an-app-without-link": {
    snapshot: CONFIRMED,
    platform: "android",
    insideApp: { app: "another app", exit: null },
    withoutLink: true,
  },
};

/** What the client's page has found of their devices. */
const CLIENT_DEVICES: Readonly<Record<string, Part>> = {
  "client-checked": clientFound({ camera: "works", microphone: "works" }),
  "client-checked-dark": clientFound({
    camera: "works",
    microphone: "works",
    light: "tooDark",
  }),
  "client-silent": clientFound({ camera: "works", microphone: "silent" }),
  "client-denied": clientFound({ camera: "denied", microphone: "denied" }),
  "client-camera-off": clientFound({ camera: "off", microphone: "works" }),
};

function clientFound(
  found: Partial<MediaPreferences>,
): Part {
  const { mediaPreferences } = BOTH_HERE;
  return {
    devices: WORKING,
    snapshot: {
      ...BOTH_HERE,
      mediaPreferences: {
        ...mediaPreferences,
        client: { ...mediaPreferences.client, ...found },
      },
    },
  };
}

/** After the artist has pressed "Start". */
const STARTING: Readonly<Record<string, Part>> = {
  starting: {
    snapshot: BOTH_HERE,
    devices: WORKING,
    presses: [testId("start-session")],
  },
  "start-failed": {
    snapshot: BOTH_HERE,
    devices: WORKING,
    session: {
      ok: false,
      code: "video_unavailable",
      message: "The video service does not answer. Please try again.",
    },
    presses: [testId("start-session")],
  },
};
