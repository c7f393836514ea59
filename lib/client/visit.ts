import {
  computed,
  effect,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import { otherParty, type Party, UNSAID } from "@/lib/domain/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";
import { type ConsultationApi, consultationApi } from "./api.ts";
import {
  browserPage,
  browserTimers,
  newTabId,
  type Page,
  undos,
} from "./browser.ts";
import { type Call, openCall } from "./call.ts";
import { type Devices, isAlreadyAllowed, openDevices } from "./devices.ts";
import type { View } from "./pictures.ts";
import { type BrowserFacts, browserFacts } from "./platform.ts";
import { soundOnlyMemory } from "./sound_only_memory.ts";
import { quietSdk } from "./sdk_faults.ts";
import { loadVideoSdk } from "./video_sdk.ts";
import { startWaiting, type Waiting } from "./waiting.ts";
import { earlyCall } from "./early_call.ts";
import { isOver } from "./waiting_phase.ts";
import { keepAwake } from "./wake_lock.ts";

/** Everything that one page load of one consultation runs, for either of its two people. */
export interface Visit {
  readonly api: ConsultationApi;
  readonly waiting: Waiting;
  readonly devices: Devices;
  readonly facts: BrowserFacts;
  readonly page: Page;
  /** How the call is laid out, remembered for as long as the page is there. */
  readonly view: Signal<View>;
  /** The chosen loudspeaker's id; empty for the system's own. */
  readonly speaker: Signal<string>;
  /** For the level meter and the chime; made inside a tap, or null before one. */
  audio(): AudioContext | null;
  /** Asks for camera and microphone. Call it inside a tap. */
  turnOn(): Promise<void>;
  /** Takes the place from the other tab, with the camera if it was on. Call it inside a tap. */
  claim(): void;
  /** A call with the tracks that the waiting room has; it may be under way already. The caller stops it. */
  openCall(): Call;
  stop(): void;
}

export interface VisitOptions {
  readonly consultationId: string;
  readonly snapshot: WaitingSnapshot;
  readonly sdkUrl: string;
}

/** Only in a browser: islands call it once they are mounted. */
export function startVisit(party: Party, options: VisitOptions): Visit {
  const tab = newTabId();
  const page = browserPage();
  const facts = browserFacts();
  const api = consultationApi(options.consultationId, party, tab);
  const devices = openDevices();
  const sdk = () => loadVideoSdk(options.sdkUrl);
  const stops = undos();
  let audio: AudioContext | null = null;
  let wasOn = false;
  const memory = soundOnlyMemory(options.consultationId, party);
  const before = memory.recall();

  const waiting = startWaiting({
    api,
    tab,
    first: options.snapshot,
    // So that not one picture comes before the call is joined.
    says: { ...UNSAID, pictures: before === "picture" },
    when: party === "artist" ? "always" : "visible",
    page,
    timers: browserTimers,
  });
  stops.add(waiting.stop);
  stops.add(keepAwake(page));
  // As long as the page: what a call leaves behind comes after its end.
  stops.add(quietSdk());
  // The SDK comes while somebody waits, once it is clear that they mean to join.
  stops.add(effect(() => {
    const { value } = devices.state;
    if (value === "ready") wasOn = true;
    if (value === "ready" || value === "skipped") sdk().catch(() => {});
  }));
  // Where the tab is not ours, neither is the camera: an iPhone has one for all tabs.
  stops.add(effect(() => {
    const { value } = waiting.phase;
    const closed = isOver(value) || waiting.gone.value !== null;
    if (closed || value === "elsewhere") devices.release();
  }));
  // Somebody who allowed it for good is not asked to tap again.
  void isAlreadyAllowed().then((yes) => {
    if (yes && devices.state.value === "idle") void devices.acquire();
  });

  /** A call that hears what the other page says, and whose own word goes out with every heartbeat. */
  function newCall(): Call {
    const call = openCall({
      token: () => waiting.onceArrived(api.token),
      sdk,
      devices,
      page,
      timers: browserTimers,
      isPhone: facts.isPhone,
      party,
      pageUrl: location.href,
      reachable: waiting.reachable,
      other: computed(() => waiting.snapshot.value.says[otherParty(party)]),
      otherHere: computed(() => waiting.snapshot.value[otherParty(party)].here),
      soundOnly: memory.recall(),
    });
    const quiet = undos();
    quiet.add(effect(() => memory.keep(call.soundOnly.value.is)));
    quiet.add(effect(() => {
      const says = {
        pictures: call.wantsPictures.value,
        heldBack: call.heldBack.value,
        poorWay: waiting.poorWay.value,
      };
      untracked(() => waiting.say(says));
    }));
    return {
      ...call,
      stop() {
        quiet.run();
        call.stop();
      },
    };
  }

  const calls = earlyCall(newCall);
  // What the islands show a call for; it is joined while they are still drawing it.
  const wanted = computed(() => {
    const { value } = devices.state;
    return waiting.phase.value === "live" && waiting.gone.value === null &&
      (value === "ready" || value === "skipped");
  });
  stops.add(effect(() => {
    const { value } = wanted;
    untracked(() => calls.want(value));
  }));
  stops.add(() => calls.want(false));

  async function turnOn(): Promise<void> {
    // Before anything is awaited: afterwards it would no longer be inside the tap.
    audio ??= new AudioContext();
    void audio.resume().catch(() => {});
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
    audio() {
      if (devices.audio.value && !audio) audio = new AudioContext();
      return audio;
    },
    turnOn,
    claim() {
      waiting.claim();
      if (wasOn) void turnOn();
    },
    openCall: calls.take,
    stop() {
      stops.run();
      devices.release();
      void audio?.close().catch(() => {});
    },
  };
}
