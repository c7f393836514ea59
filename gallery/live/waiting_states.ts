import { DAY, iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { otherParty, type Party } from "@/lib/domain/call/presence.ts";
import type { Failure } from "@/lib/client/page/api.ts";
import type { Phase } from "@/lib/client/waiting/waiting_phase.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { ENDS_AT, STARTS_AT } from "@/gallery/sample.ts";
import { WORKING } from "./fixed_devices.ts";
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
      ? { ...STARTING, "client-cannot-call": CLIENT_CANNOT_CALL }
      : { left: { snapshot: LIVE, left: true } }),
  };
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, { party, ...part }]),
  );
}

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
