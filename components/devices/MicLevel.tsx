import { LevelMeter } from "@/components/devices/LevelMeter.tsx";
import { useLevelMeter } from "@/lib/client/media/level_meter_hook.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";

/** The microphone level; a component of its own, so that only it re-renders. */
export default function MicLevel(
  { callPage }: { readonly callPage: Pick<CallPage, "devices" | "audio"> },
) {
  const level = useLevelMeter(callPage.devices.audio.value, callPage.audio);
  return <LevelMeter level={level.value} />;
}
