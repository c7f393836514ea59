import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { BLANK_LOOK, LOOK } from "@/gallery/look_sample.ts";
import { ENDS_AT } from "@/gallery/sample.ts";
import { inCall } from "./call_states.ts";
import { type LookFixture, type PageFixture, testId } from "./fixture.ts";
import { LIVE } from "./snapshot.ts";
import { changed, STILL_STATES } from "./still_states.ts";

const WITH_LOOK = {
  snapshot: { ...LIVE, exchange: { ...LIVE.exchange, lookSheet: LOOK.count } },
  look: LOOK,
};

/** In the call. */
export const LOOK_STATES: Readonly<Record<string, PageFixture>> = {
  "client-started": inCall("client", WITH_LOOK),
  "client-started-while-asked": inCall("client", {
    ...WITH_LOOK,
    snapshot: changed(WITH_LOOK.snapshot),
    stills: STILL_STATES["client-asked"]!.stills!,
  }),
  "client-open": inCall("client", {
    ...WITH_LOOK,
    presses: [testId("look-started")],
  }),
  "artist-writes": inCall("artist", WITH_LOOK),
  "artist-adds": inCall("artist", { presses: [testId("look-add")] }),
};

const SENT_AT = iso(ENDS_AT + 4 * MINUTE);

/** On the artist's page of the ended consultation. */
export const DESK_STATES: Readonly<Record<string, LookFixture>> = {
  "desk-blank": { first: BLANK_LOOK },
  "desk-written": { first: LOOK },
  "desk-sent": { first: { ...LOOK, sent: { at: SENT_AT, changed: false } } },
  "desk-changed-since": {
    first: { ...LOOK, sent: { at: SENT_AT, changed: true } },
  },
};
