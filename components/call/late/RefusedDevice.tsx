import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CallBanner } from "@/components/call/CallBanner.tsx";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { browserTimers } from "@/lib/client/page/browser.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { refusedDevice } from "@/words/call/settings.ts";

/** Long enough to read it twice, and to look at the settings that it names. */
const SHOWN = 20 * SECOND;

/**
 * Why a microphone or camera that somebody has just turned on does not work.
 * The button itself asks again. A person who joined without devices reads
 * nothing until then, and one problem at a time is enough: the call's own come
 * first.
 */
export default function RefusedDevice({ callPage, room }: {
  readonly callPage: Pick<CallPage, "devices">;
  readonly room: Pick<MountedCall, "call" | "notice">;
}) {
  const { refused } = room.call.local;
  const shown = useSignal(refused.peek());
  useEffect(() => {
    shown.value = refused.value;
    return browserTimers.after(SHOWN, () => shown.value = null);
  }, [refused.value]);
  const device = shown.value?.kind;
  if (!device || room.notice?.tone === "problem") return null;
  const problem = callPage.devices.problems.value[device];
  return problem && (
    <CallBanner tone="problem">
      {refusedDevice[problem]({ device })}
    </CallBanner>
  );
}
