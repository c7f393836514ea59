import type { Party } from "@/lib/domain/call/presence.ts";
import type { Failure } from "@/lib/client/page/api.ts";
import type { StillUpload } from "@/lib/client/stills/still_uploads.ts";
import type { PageFixture, UnfinishedFixture } from "./fixture.ts";
import { ENDED } from "./snapshot.ts";
import { UPLOADS } from "./still_states.ts";

const OFFLINE: Failure = {
  ok: false,
  code: "offline",
  message: "You seem to be offline. We could not reach the studio.",
};
const FULL: Failure = {
  ok: false,
  code: "look_sheet_full",
  message:
    "This look sheet is full: it takes 40 steps and 8,000 characters. Shorten or remove a step.",
};
const TEXTS = [
  "One moment, please.",
  "And the lamp with the white shade: where do you buy such a thing, and is there a smaller one for the bathroom?",
];

/** The page when a call has just ended. */
export const END_STATES: Readonly<Record<string, PageFixture>> = {
  "client-rates": ended("client", { rates: true }),
  "client-rates-with-sheet": {
    ...ended("client", { rates: true }),
    snapshot: { ...ENDED, exchange: { ...ENDED.exchange, lookSheet: 3 } },
  },
  ...Object.fromEntries(
    (Object.keys(UPLOADS) as StillUpload["state"][]).map((state) => [
      `client-upload-${state}`,
      ended("client", { stills: { upload: UPLOADS[state] }, rates: true }),
    ]),
  ),
  "client-unsent-picture": ended("client", {
    stills: { preview: true },
    rates: true,
  }),
  "client-unsent": ended("client", { texts: TEXTS, rates: true }),
  "artist-unsent": ended("artist", { texts: TEXTS }),
  "artist-unsaved": ended("artist", { notSaved: OFFLINE }),
  "artist-refused": ended("artist", { notSaved: FULL }),
};

function ended(
  party: Party,
  unfinished: UnfinishedFixture,
): PageFixture {
  return { party, snapshot: ENDED, unfinished };
}
