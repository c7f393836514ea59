/** One call as its tests need it: with the browser, the server and the SDK in the tests' hands. */
import type { ReadonlySignal } from "@preact/signals";
import type { Answer } from "@/lib/client/page/api.ts";
import { openCall } from "@/lib/client/call/call.ts";
import { monitorNetwork } from "@/lib/client/network/network_monitor.ts";
import {
  type Devices,
  type MediaSource,
  openDevices,
} from "@/lib/client/media/devices.ts";
import type { MediaPreferences } from "@/lib/domain/call/presence.ts";
import type { TokenAnswer } from "@/lib/wire/wire.ts";
import { FakeMediaTrack, fakeSdk, streamOf } from "@/tests/client/_fake_sdk.ts";
import { aToken, fakePage, fakeTime, settle } from "@/tests/client/_support.ts";

export type Tracks = ConstructorParameters<typeof FakeMediaTrack>[0][];

export type Joining = Awaited<ReturnType<typeof aCall>>;

export async function aCall(
  options: {
    token?: () => Answer<TokenAnswer>;
    has?: Tracks;
    isPhone?: boolean;
    screens?: (FakeMediaTrack | DOMException | Promise<FakeMediaTrack>)[];
    lists?: Partial<MediaDeviceInfo>[];
    sdk?: () => Promise<never>;
    reachable?: ReadonlySignal<boolean>;
    other?: ReadonlySignal<MediaPreferences>;
    otherHere?: ReadonlySignal<boolean>;
    audioOnly?: "audio" | "chosen";
    cancelThrows?: boolean;
    /** What happens in the waiting room. */
    prepare?: (devices: Devices) => Promise<void>;
    /** Makes the track of each capture. */
    capture?: (kind: "audio" | "video") => FakeMediaTrack;
    /** What the next capture waits for: the device, or an answer. */
    until?: (kinds: readonly string[]) => Promise<void> | null;
    /** The name of the error with which the next capture fails, or null. */
    refuses?: (kinds: readonly string[]) => string | null;
    onDeviceChange?: (then: () => void) => () => void;
    /** Whether captures show no prompt. */
    isAllowed?: boolean;
  } = {},
) {
  const has = options.has ?? ["audio", "video"];
  const captured: MediaStreamConstraints[] = [];
  const getUserMedia = async (constraints: MediaStreamConstraints) => {
    captured.push(constraints);
    const kinds = (["audio", "video"] as const).filter((kind) =>
      constraints[kind]
    );
    const held = options.until?.(kinds);
    if (held) await held;
    if (!kinds.every((kind) => has.includes(kind))) {
      throw new DOMException("", "NotFoundError");
    }
    const refused = options.refuses?.(kinds) ?? null;
    if (refused) throw new DOMException("", refused);
    return streamOf(kinds.map((k) => {
      const track = options.capture?.(k) ?? new FakeMediaTrack(k);
      track.settings = { deviceId: `${k}-1` };
      return track;
    }));
  };
  const time = fakeTime();
  const isAllowed = () => Promise.resolve(options.isAllowed ?? false);
  const devices = openDevices({
    getUserMedia,
    enumerateDevices: () => Promise.resolve(options.lists ?? []),
  } as MediaSource, { timers: time, elapsed: time.elapsed, isAllowed });
  await devices.acquire();
  await options.prepare?.(devices);
  captured.length = 0;
  const { sdk, connects, locals } = fakeSdk({
    cancelThrows: options.cancelThrows ?? false,
  });
  const page = fakePage();
  let tokens = 0;
  const { reachable, other, otherHere, audioOnly } = options;
  const call = openCall({
    access: {
      token: () => {
        tokens++;
        return Promise.resolve(
          options.token?.() ??
            { ok: true, value: aToken({ token: `token-${tokens}` }) },
        );
      },
      sdk: options.sdk ?? (() => Promise.resolve(sdk)),
      isPhone: options.isPhone ?? false,
      party: "client",
      pageUrl: "https://studio.example/c/x",
    },
    devices,
    browser: {
      page,
      timers: time,
      elapsed: time.elapsed,
      screenMedia: {
        getDisplayMedia: async () => {
          const next = await options.screens?.shift();
          if (next instanceof FakeMediaTrack) return streamOf([next]);
          throw next ?? new DOMException("", "NotAllowedError");
        },
      },
      media: { getUserMedia, streamOf: (t) => streamOf(t as never) },
      onDeviceChange: options.onDeviceChange ?? (() => () => {}),
      connected: () =>
        Promise.resolve((options.lists ?? []) as MediaDeviceInfo[]),
      monitor: monitorNetwork,
      isAllowed,
    },
    signals: {
      ...(reachable ? { reachable } : {}),
      ...(other ? { other } : {}),
      ...(otherHere ? { otherHere } : {}),
    },
    ...(audioOnly ? { audioOnly } : {}),
  });
  const joined = async () => {
    call.join();
    await settle();
    const room = connects.at(-1)!.accept();
    await settle();
    return room;
  };
  return {
    call,
    sdk,
    devices,
    connects,
    locals,
    page,
    time,
    captured,
    joined,
    tokens: () => tokens,
  };
}
