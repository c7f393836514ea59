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
import type { LightFinding } from "@/lib/domain/call/light_finding.ts";
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
import { tabMemory } from "@/lib/client/page/tab_memory.ts";
import type { OverView } from "@/lib/client/waiting/leftovers.ts";
import { keepAwakeWhile } from "@/lib/client/page/wake_lock.ts";
import {
  deviceReports,
  type MicrophoneFinding,
} from "@/lib/client/check/device_reports.ts";
import { type Devices, openDevices } from "@/lib/client/media/devices.ts";
import { pageAudio } from "@/lib/client/media/page_audio.ts";
import { loadVideoSdk } from "@/lib/client/media/video_sdk.ts";
import { audioOnlyPreference } from "@/lib/client/network/audio_only_preference.ts";
import { leftForNow } from "@/lib/client/waiting/left_for_now.ts";
import { needsScreen } from "@/lib/client/waiting/needs_screen.ts";
import {
  startWaitingRoom,
  type WaitingRoom,
} from "@/lib/client/waiting/waiting.ts";
import { isDecided } from "@/lib/client/waiting/waiting_view.ts";
import type { Call } from "./call.ts";
import type { View } from "./call_layout.ts";
import type { Corner } from "./stage/self_corner.ts";
import type { OpenPageCall } from "./page_call.ts";
import { followDevices } from "./page_devices.ts";
import { type Prejoin, prejoin } from "./prejoin.ts";
import { ignoreSdkErrors } from "./sdk_errors.ts";

/** Everything that one page load of one consultation runs, for either party. */
export interface CallPage {
  readonly api: ConsultationApi;
  readonly waiting: WaitingRoom;
  readonly devices: Devices;
  readonly facts: BrowserFacts;
  /** IANA name of the zone in which this person reads times. */
  readonly zone: string;
  readonly page: Page;
  /** The layout of the call, kept while the page lives. */
  readonly view: Signal<View>;
  /** The corner of the call in which this person sees themselves; null for the layout's own. */
  readonly corner: Signal<Corner | null>;
  /** The chosen speaker's id; empty for the system's default. */
  readonly speaker: Signal<string>;
  /** What the test of the microphone has found; `unknown` before anything was heard. */
  readonly microphone: Signal<MicrophoneFinding>;
  /** What the light check says of this person's camera; null while it says nothing. */
  readonly light: Signal<LightFinding | null>;
  /** Whether this person sees themselves as others do, not as in a mirror: before the call and in it. */
  readonly asOthersSee: Signal<boolean>;
  /** How the end is drawn, once late code has something to add to it. */
  readonly over: Signal<OverView | null>;
  /** Address of the video SDK; the connection is tested with it. */
  readonly sdkUrl: string;
  /** For the level meter and the chime; created inside a tap, or null before one. */
  audio(): AudioContext | null;
  /** Requests camera and microphone. Call it inside a tap. */
  turnOn(): Promise<void>;
  /** Takes over from the other tab, with the camera if it was on. Call it inside a tap. */
  claim(): void;
  /** Whether this person has left the call for now; the waiting room then leads back in. */
  readonly left: ReadonlySignal<boolean>;
  /** Leaves the call, which goes on for the other person. Camera and microphone are released. */
  leaveForNow(): void;
  /**
   * Takes the code of calls, once it is loaded: from then on the page joins as
   * soon as it is about to show a call.
   */
  prepareCalls(open: OpenPageCall): void;
  /**
   * A call with the waiting room's tracks; it may already be in progress. The
   * caller stops it, and brings the code: a page that waits does without.
   */
  openCall(open: OpenPageCall): Call;
  stop(): void;
}

export interface CallPageOptions {
  readonly consultationId: string;
  readonly snapshot: WaitingSnapshot;
  readonly sdkUrl: string;
  /** IANA name of the zone in which this person reads times. */
  readonly zone: string;
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
  const devices = openDevices(undefined, {
    memory: tabMemory(`visavis-off-${party}-${options.consultationId}`),
  });
  const audio = pageAudio();
  const sdk = () => loadVideoSdk(options.sdkUrl);
  const stops = cleanups();
  const microphone = signal<MicrophoneFinding>("unknown");
  const light = signal<LightFinding | null>(null);
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
  stops.add(keepAwakeWhile(needsScreen(waiting), page));
  // As long as the page lives: a call's late errors come after its end.
  stops.add(ignoreSdkErrors());
  stops.add(effect(() => {
    const reports = deviceReports(devices, { microphone, light });
    untracked(() => waiting.setMediaPreferences(reports));
  }));
  const leaving = leftForNow({
    consultationId: options.consultationId,
    party,
    devices,
    waiting,
  });
  stops.add(leaving.stop);
  const { left } = leaving;
  const following = followDevices({ devices, waiting, left, sdk });
  stops.add(following.stop);

  const parts: Parameters<OpenPageCall>[0] = {
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
  };
  const calls = prejoin();
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
    zone: options.zone,
    page,
    view: signal<View>("speaker"),
    corner: signal<Corner | null>(null),
    speaker: signal(""),
    microphone,
    light,
    asOthersSee: signal(false),
    over: signal<OverView | null>(null),
    sdkUrl: options.sdkUrl,
    audio: () => devices.audio.value ? audio.open() : audio.current(),
    turnOn,
    claim() {
      waiting.claim();
      if (following.wereOn()) void turnOn();
    },
    left,
    // Without devices the page is the waiting room, and the call's view stops
    // its call.
    leaveForNow: leaving.leave,
    prepareCalls: (open) => calls.prepare(() => open(parts)),
    openCall: (open) => calls.take(() => open(parts)),
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
  const wanted = computed(() =>
    waiting.phase.value === "live" && waiting.gone.value === null &&
    isDecided(devices.state.value)
  );
  const stop = effect(() => {
    const { value } = wanted;
    untracked(() => calls.want(value));
  });
  return () => {
    stop();
    calls.want(false);
  };
}
