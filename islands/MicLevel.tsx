import { LevelMeter } from "@/components/LevelMeter.tsx";
import { useLevel } from "@/lib/client/hooks.ts";
import type { Visit } from "@/lib/client/visit.ts";

/** The microphone's level; a component of its own, so that only it is drawn again and again. */
export default function MicLevel({ visit }: { readonly visit: Visit }) {
  const level = useLevel(visit.devices.audio.value, visit.audio);
  return <LevelMeter level={level.value} />;
}
