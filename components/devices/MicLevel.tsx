import { LevelMeter } from "@/components/devices/LevelMeter.tsx";
import { useMicrophoneCheck } from "@/lib/client/check/microphone_check_hook.ts";

/** The microphone level; a component of its own, so that only it re-renders. */
export default function MicLevel(
  { callPage }: {
    readonly callPage: Parameters<typeof useMicrophoneCheck>[0];
  },
) {
  const level = useMicrophoneCheck(callPage);
  return <LevelMeter level={level.value} />;
}
