import { useEffect } from "preact/hooks";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import { followStage } from "@/lib/client/interruption/stage_signs.ts";
import { browserTimers } from "@/lib/client/page/browser.ts";

/** Looks at what the call shows, and says what stands still; renders nothing. */
export default function StageSigns({ callPage, room }: {
  readonly callPage: Pick<CallPage, "audio" | "facts" | "page">;
  readonly room: Pick<MountedCall, "call" | "playing" | "selfVideo">;
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
  return null;
}
