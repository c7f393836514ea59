import { useEffect } from "preact/hooks";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import { followStage } from "@/lib/client/interruption/stage_signs.ts";
import { browserTimers } from "@/lib/client/page/browser.ts";
import RefusedDevice from "./RefusedDevice.tsx";

/**
 * Looks at what the call shows, and says what stands still. It renders what
 * else is said of our own devices: one late part is a few bytes less before the
 * first picture than two.
 */
export default function StageSigns({ callPage, room }: {
  readonly callPage: Pick<CallPage, "audio" | "devices" | "facts" | "page">;
  readonly room: Pick<
    MountedCall,
    "call" | "notice" | "playing" | "selfVideo"
  >;
}) {
  const { call, playing, selfVideo } = room;
  useEffect(() =>
    followStage({
      local: call.local,
      playing,
      // Hidden, it may show no new frames: that says nothing.
      self: () => call.sendsVideo.peek() ? selfVideo.current : null,
      context: callPage.audio,
      isPhone: callPage.facts.isPhone,
      page: callPage.page,
      timers: browserTimers,
    }), []);
  return <RefusedDevice callPage={callPage} room={room} />;
}
