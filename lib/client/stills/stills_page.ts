import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { StillsAnswer, StillsBody } from "@/lib/wire/wire.ts";
import { browserPage, browserTimers } from "@/lib/client/page/browser.ts";
import {
  keepOpen,
  leftoversOf,
  type OverOwner,
} from "@/lib/client/waiting/leftovers.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import type { WaitingRoom } from "@/lib/client/waiting/waiting.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { type CameraApp, cameraApp } from "./camera_app.ts";
import type { Devices } from "@/lib/client/media/devices.ts";
import { forAWhile } from "./for_a_while.ts";
import { latestStills } from "./latest_stills.ts";
import { type OpenSheet, pageVisit } from "./page_visit.ts";
import { type StillRefusals, stillRefusals } from "./still_refusals.ts";
import type { StillSheet } from "./still_sheet.ts";
import { hearing, stillTrouble } from "./still_trouble.ts";
import {
  type StillUpload,
  type StillUploads,
  stillUploads,
} from "./still_uploads.ts";
import { stillsApi } from "./stills_api.ts";

/** The parts of a consultation's page that stills need. */
export interface StillsOwner extends OverOwner {
  readonly waiting: Pick<WaitingRoom, "snapshot">;
  readonly devices: Devices;
}

/** Stills as one page sees them, from the waiting room to the end of the call. */
export interface StillsPage {
  readonly party: Party;
  readonly now: ReadonlySignal<StillsAnswer | null>;
  readonly uploads: StillUploads;
  /** A picture of this page has arrived a moment ago. */
  readonly arrived: ReadonlySignal<boolean>;
  readonly refusals: StillRefusals;
  readonly busy: ReadonlySignal<boolean>;
  /** Why the last action failed; null once the reason is over. */
  readonly trouble: ReadonlySignal<string | null>;
  /** True once the server has carried it out. */
  act(body: StillsBody): Promise<boolean>;
  fileUrl(photo: string): string;
  /** The client's sheet. */
  readonly sheet: Signal<OpenSheet>;
  /** What happens in it, also while the page changes from the waiting room to the call or back. */
  readonly visit: StillSheet;
  readonly app: CameraApp;
  /** The refused request of which the client wants to read no more. */
  readonly dismissed: Signal<number | null>;
}

/** Long enough to look up from what one does and read a line. */
const ARRIVED_FOR = 6 * SECOND;

const pages = new WeakMap<StillsOwner["waiting"], StillsPage>();

/**
 * One for each page load, made when it is first needed: an upload that began in
 * the waiting room goes on in the call.
 */
export function stillsPageOf(owner: StillsOwner, party: Party): StillsPage {
  const known = pages.get(owner.waiting);
  if (known) return known;
  const made = startStillsPage(owner, party);
  pages.set(owner.waiting, made);
  return made;
}

function startStillsPage(owner: StillsOwner, party: Party): StillsPage {
  const { devices, waiting: { snapshot } } = owner;
  const api = stillsApi(snapshot.peek().id, party);
  const timers = browserTimers;
  const latest = latestStills({ api, snapshot, timers });
  const page = browserPage();
  const onHeard = hearing(snapshot);
  const busy = signal(false);
  const trouble = stillTrouble((then) => {
    const stops = [onHeard(then), page.on("online", then)];
    return () => stops.forEach((stop) => stop());
  });
  const sheet = signal<OpenSheet>(null);
  const arrived = forAWhile(timers, ARRIVED_FOR);
  const uploads = stillUploads({
    api,
    timers,
    page,
    onArrived(now) {
      arrived.say();
      latest.take(now);
    },
  });
  if (party === "client") {
    keepOpen(
      () => isOnItsWay(uploads.list.value) ? words.keepOpen : null,
      leftoversOf(owner),
    );
  }
  return {
    party,
    now: latest.now,
    uploads,
    arrived: arrived.isSaid,
    refusals: stillRefusals({
      send: (request) => api.act({ action: "refuse", request }),
      onArrived: latest.take,
      onRefused: trouble.set,
      timers,
      page,
      onHeard,
    }),
    busy,
    trouble: trouble.words,
    async act(body) {
      if (busy.value) return false;
      busy.value = true;
      trouble.clear();
      const answer = await api.act(body);
      busy.value = false;
      if (answer.ok) latest.take(answer.value);
      else trouble.failed(answer);
      return answer.ok;
    },
    fileUrl: api.fileUrl,
    sheet,
    visit: pageVisit({ devices, sheet, uploads }),
    app: cameraApp(),
    dismissed: signal(null),
  };
}

/** Whether one may still arrive. */
function isOnItsWay(uploads: readonly StillUpload[]): boolean {
  return uploads.some(({ state }) => state !== "failed");
}

/** How a component gets its page's stills. The gallery provides fixed ones. */
export const StillsOfPage = createContext(stillsPageOf);
