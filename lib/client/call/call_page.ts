import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import {
  DEFAULT_MEDIA_PREFERENCES,
  type Party,
} from "@/lib/domain/call/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import {
  type ConsultationApi,
  consultationApi,
} from "@/lib/client/page/api.ts";
import {
  browserPage,
  browserTimers,
  cleanups,
  newTabId,
  type Page,
} from "@/lib/client/page/browser.ts";
import {
  type BrowserFacts,
  browserFacts,
  canCall,
} from "@/lib/client/page/platform.ts";
import { keepAwake } from "@/lib/client/page/wake_lock.ts";
import { type Devices, openDevices } from "@/lib/client/media/devices.ts";
import { pageAudio } from "@/lib/client/media/page_audio.ts";
import { loadVideoSdk } from "@/lib/client/media/video_sdk.ts";
import { audioOnlyPreference } from "@/lib/client/network/audio_only_preference.ts";
import {
  startWaitingRoom,
  type WaitingRoom,
} from "@/lib/client/waiting/waiting.ts";
import type { Call } from "./call.ts";
import type { View } from "./call_layout.ts";
import { openPageCall } from "./page_call.ts";
import { followDevices } from "./page_devices.ts";
import { type Prejoin, prejoin } from "./prejoin.ts";
import { ignoreSdkErrors } from "./sdk_errors.ts";

/** Everything that one page load of one consultation runs, for either party. */
export interface CallPage {
  readonly api: ConsultationApi;
  readonly waiting: WaitingRoom;
  readonly devices: Devices;
  readonly facts: BrowserFacts;
  readonly page: Page;
  /** The layout of the call, kept while the page lives. */
  readonly view: Signal<View>;
  /** The chosen speaker's id; empty for the system's default. */
  readonly speaker: Signal<string>;
  /** For the level meter and the chime; created inside a tap, or null before one. */
  audio(): AudioContext | null;
  /** Requests camera and microphone. Call it inside a tap. */
  turnOn(): Promise<void>;
  /** Takes over from the other tab, with the camera if it was on. Call it inside a tap. */
  claim(): void;
  /** Whether this person has left a call on this page; the waiting room then leads back in. */
  readonly left: ReadonlySignal<boolean>;
  /** Leaves the call, which goes on for the other person. Camera and microphone are released. */
  leaveForNow(): void;
  /** A call with the waiting room's tracks; it may already be in progress. The caller stops it. */
  openCall(): Call;
  stop(): void;
}

export interface CallPageOptions {
  readonly consultationId: string;
  readonly snapshot: WaitingSnapshot;
  readonly sdkUrl: string;
}

/** Only in a browser: islands call it once they are mounted. */
export function startCallPage(
  party: Party,
  options: CallPageOptions,
): CallPage {
  const tab = newTabId();
  const page = browserPage();
  const facts = browserFacts();
  const api = consultationApi(options.consultationId, party, { tab });
  const devices = openDevices();
  const audio = pageAudio();
  const sdk = () => loadVideoSdk(options.sdkUrl);
  const stops = cleanups();
  const left = signal(false);
  const memory = audioOnlyPreference({
    consultationId: options.consultationId,
    party,
  });

  const waiting = startWaitingRoom({
    api,
    tab,
    first: options.snapshot,
    // From the first heartbeat, so that no video is sent before the call is
    // joined.
    mediaPreferences: {
      ...DEFAULT_MEDIA_PREFERENCES,
      wantsVideo: memory.load() === "video",
      canCall: canCall(),
    },
    when: party === "artist" ? "always" : "visible",
    page,
    timers: browserTimers,
  });
  stops.add(waiting.stop);
  stops.add(keepAwake(page));
  // As long as the page lives: a call's late errors come after its end.
  stops.add(ignoreSdkErrors());
  const following = followDevices({ devices, waiting, sdk });
  stops.add(following.stop);

  const calls = prejoin(() =>
    openPageCall({
      access: {
        token: () => waiting.onceArrived(api.token),
        sdk,
        isPhone: facts.isPhone,
        party,
        pageUrl: location.href,
      },
      devices,
      page,
      waiting,
      memory,
    })
  );
  stops.add(joinWhenLive(calls, { devices, waiting }));

  async function turnOn(): Promise<void> {
    // Before any await: afterwards it would no longer be inside the tap.
    void audio.open().resume().catch(() => {});
    await devices.acquire();
  }

  return {
    api,
    waiting,
    devices,
    facts,
    page,
    view: signal<View>("speaker"),
    speaker: signal(""),
    audio: () => devices.audio.value ? audio.open() : audio.current(),
    turnOn,
    claim() {
      waiting.claim();
      if (following.wereOn()) void turnOn();
    },
    left,
    leaveForNow() {
      left.value = true;
      // Without devices the page is the waiting room, and the call's view stops
      // its call.
      devices.release();
    },
    openCall: calls.take,
    stop() {
      stops.run();
      devices.release();
      audio.close();
    },
  };
}

/** Joins as soon as the page is about to show a call, while it is still rendering. Returns the undo. */
function joinWhenLive(
  calls: Prejoin,
  { devices, waiting }: Pick<CallPage, "devices" | "waiting">,
): () => void {
  const wanted = computed(() => {
    const { value } = devices.state;
    return waiting.phase.value === "live" && waiting.gone.value === null &&
      (value === "ready" || value === "skipped");
  });
  const stop = effect(() => {
    const { value } = wanted;
    untracked(() => calls.want(value));
  });
  return () => {
    stop();
    calls.want(false);
  };
}
