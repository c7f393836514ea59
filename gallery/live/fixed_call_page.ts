import { signal } from "@preact/signals";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { Answer, ConsultationApi } from "@/lib/client/page/api.ts";
import type { Page } from "@/lib/client/page/browser.ts";
import type { WaitingRoom } from "@/lib/client/waiting/waiting.ts";
import { phaseOf } from "@/lib/client/waiting/waiting_phase.ts";
import { ZONE } from "@/gallery/sample.ts";
import { openFilms } from "./film.ts";
import { fixedCall } from "./fixed_call.ts";
import { fixedDevices } from "./fixed_devices.ts";
import type { PageFixture } from "./fixture.ts";

/** A page without a server or camera: all its data comes from `fixture`. */
export function fixedCallPage(fixture: PageFixture): CallPage {
  const { party, platform = party === "client" ? "ios" : "mac" } = fixture;
  // What another state's page has remembered is not part of this one.
  sessionStorage.clear();
  const films = openFilms();
  const devices = fixedDevices(fixture.devices ?? { state: "idle" }, {
    party,
    films,
  });
  return {
    api: fixedApi(fixture),
    waiting: fixedWaitingRoom(fixture),
    devices,
    facts: {
      platform,
      browser: fixture.browser ?? (platform === "ios" ? "safari" : "chrome"),
      isPhone: platform === "ios" || platform === "android",
      insideApp: fixture.insideApp?.app ?? null,
      ...(fixture.insideApp?.exit && { exit: fixture.insideApp.exit }),
    },
    zone: ZONE,
    page: STILL,
    view: signal(fixture.call?.view ?? "speaker"),
    corner: signal(fixture.call?.corner ?? null),
    asOthersSee: signal(false),
    over: signal(null),
    speaker: signal(""),
    light: signal(null),
    microphone: signal(fixture.devices?.silent ? "silent" : "unknown"),
    sdkUrl: "",
    audio: () => null,
    turnOn: () => Promise.resolve(),
    claim() {},
    left: signal(fixture.left ?? false),
    leaveForNow() {},
    prepareCalls() {},
    openCall: () => fixedCall(fixture.call ?? {}, { party, devices, films }),
    stop: films.stop,
  };
}

const STILL: Page = { isVisible: () => true, on: () => () => {} };

function fixedWaitingRoom(fixture: PageFixture): WaitingRoom {
  const { snapshot, elsewhere = false } = fixture;
  const now = Date.parse(snapshot.now);
  return {
    snapshot: signal(snapshot),
    phase: signal(phaseOf(snapshot, { elsewhere, now })),
    now: signal(now),
    live: signal(true),
    reachable: signal(fixture.reachable ?? true),
    connectionPoor: signal(fixture.connectionPoor ?? false),
    gone: signal(fixture.gone ?? null),
    suspended: signal(fixture.suspended ?? null),
    onceArrived: (ask) => ask(),
    claim() {},
    setMediaPreferences() {},
    displaced() {},
    ended() {},
    stop() {},
  };
}

/** A request that never settles, so that its button stays busy. */
function silence<T>(): Promise<Answer<T>> {
  return new Promise(() => {});
}

function fixedApi(
  { session, recording, messages = [], unsent }: PageFixture,
): ConsultationApi {
  const answers: Partial<Record<string, Promise<Answer<unknown>>>> = {
    "GET /api/video/consultation/:id/messages": Promise.resolve({
      ok: true,
      value: { messages: [...messages] },
    }),
    ...(unsent && {
      "POST /api/video/consultation/:id/messages": Promise.resolve(unsent),
    }),
    ...(recording && {
      "GET /api/video/consultation/:id/recording": Promise.resolve({
        ok: true,
        value: recording,
      }),
    }),
  };
  const answer = () => session ? Promise.resolve(session) : silence<never>();
  return {
    statusUrl: "",
    status: silence,
    beat: silence,
    leave() {},
    lastWord() {},
    start: answer,
    end: answer,
    token: silence,
    ask: (name) => (answers[name] ?? silence()) as never,
  };
}
