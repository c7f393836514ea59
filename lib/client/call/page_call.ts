import { computed, effect, untracked } from "@preact/signals";
import { otherParty } from "@/lib/domain/call/presence.ts";
import { browserTimers, cleanups } from "@/lib/client/page/browser.ts";
import type { AudioOnlyPreference } from "@/lib/client/network/audio_only_preference.ts";
import type { NetworkMonitor } from "@/lib/client/network/late_monitor.ts";
import type { WaitingRoom } from "@/lib/client/waiting/waiting.ts";
import { canCall } from "@/lib/client/page/platform.ts";
import { type Call, type CallOptions, openCall } from "./call.ts";

/** The parts of a page that each of its calls uses. */
export interface PageCallOptions
  extends Pick<CallOptions, "access" | "devices"> {
  readonly page: CallOptions["browser"]["page"];
  readonly waiting: WaitingRoom;
  readonly memory: AudioOnlyPreference;
  readonly monitor: NetworkMonitor;
}

/** What the rooms' script brings along: the call with the monitor that it loads late. */
export type OpenPageCall = (
  options: Omit<PageCallOptions, "monitor">,
) => Call;

/** A call that receives the other page's media preferences, and sends its own with every heartbeat. */
export function openPageCall(options: PageCallOptions): Call {
  const { access, devices, page, waiting, memory } = options;
  const { snapshot, reachable, suspended } = waiting;
  const other = otherParty(access.party);
  const call = openCall({
    access,
    devices,
    browser: { page, timers: browserTimers, monitor: options.monitor },
    signals: {
      // Without a session there is no token: a call that failed tries again
      // when there is one.
      reachable: computed(() => reachable.value && suspended.value === null),
      other: computed(() => snapshot.value.mediaPreferences[other]),
      otherHere: computed(() => snapshot.value[other].here),
    },
    audioOnly: memory.load(),
  });
  const quiet = cleanups();
  quiet.add(effect(() => memory.save(call.audioOnly.value.mode)));
  quiet.add(effect(() => {
    const mediaPreferences = {
      wantsVideo: call.wantsVideo.value,
      videoSuppressed: call.videoSuppressed.value,
      connectionPoor: waiting.connectionPoor.value,
      canCall: canCall(),
      // The words for it are about a phone; a computer's owner reads it here.
      interrupted: call.local.interrupted.value && access.isPhone,
    };
    untracked(() => waiting.setMediaPreferences(mediaPreferences));
  }));
  return {
    ...call,
    stop() {
      call.stop();
      // Afterwards: nothing is interrupted without a call, and the other side
      // must not go on reading it.
      quiet.run();
    },
  };
}
