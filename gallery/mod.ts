import type { LiveState } from "./live/fixture.ts";
import { LIVE_STATES } from "./live/mod.ts";
import { BOOKING } from "./markup/booking.tsx";
import { CHANGES, CONSULTATIONS, OWN_REQUEST } from "./markup/consultation.tsx";
import { DEVICE_CHECKS } from "./markup/device_checks.tsx";
import { LOOK_PAGES } from "./markup/look.tsx";
import { LIGHT } from "./markup/light.tsx";
import { OFFER } from "./markup/offer.tsx";
import { PARTS } from "./markup/parts.tsx";
import { SAVED_RECORDINGS } from "./markup/recording.tsx";
import { KEPT_STILLS } from "./markup/stills.tsx";
import { CALENDAR, MESSAGES, SIGNED_IN } from "./markup/staff.tsx";
import type { GalleryState, GalleryStates } from "./state.ts";
import { under } from "./under.ts";

/**
 * Every state of the product's islands and components, by its address below
 * `/dev/gallery`. The first part of an address is the subject.
 */
export const GALLERY: GalleryStates = {
  ...under("booking", BOOKING),
  ...islands(),
  ...under("devices/check", DEVICE_CHECKS),
  ...under("changes", CHANGES),
  ...under("consultation", CONSULTATIONS),
  ...under("request", OWN_REQUEST),
  ...under("recording/client", SAVED_RECORDINGS.client),
  ...under("recording/artist", SAVED_RECORDINGS.artist),
  ...under("stills/kept", KEPT_STILLS),
  ...under("look", LOOK_PAGES),
  ...under("light", LIGHT),
  ...under("calendar", CALENDAR),
  ...under("sign-in", SIGNED_IN),
  ...under("messages", MESSAGES),
  ...under("offer", OFFER),
  ...under("parts", PARTS),
};

/** The addresses of each subject. */
export function bySubject(): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(Object.keys(GALLERY), (name) => name.split("/")[0]!);
}

function islands(): GalleryStates {
  return Object.fromEntries(
    Object.entries(LIVE_STATES).map(([name, state]) => [
      name,
      island(name, state),
    ]),
  );
}

function island(name: string, state: LiveState): GalleryState {
  const content = { is: "island", name } as const;
  if (state.is === "look") {
    return { viewer: "artist", heading: "Look sheet", content };
  }
  return state.is === "day"
    ? { viewer: "artist", heading: "Your day", content }
    : {
      viewer: state.party,
      neutral: true,
      fillsScreen: state.call !== undefined,
      content,
    };
}
