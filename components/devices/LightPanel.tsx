import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LightView } from "@/components/devices/LightView.tsx";
import type { LightFinding } from "@/lib/domain/call/light_finding.ts";
import { useLightCheck } from "@/lib/client/light/light_hook.ts";
import { browserFacts } from "@/lib/client/page/platform.ts";

export interface LightPanelProps {
  readonly track: MediaStreamTrack;
  /** The back camera: it does not show the person. */
  readonly back?: boolean | undefined;
  /** Holds the finding for others, such as the artist; null while nothing is known. */
  readonly lightResult?: Signal<LightFinding | null> | undefined;
}

/**
 * Tells the client one thing about their light, beside the self view, and offers
 * the check with white paper; nothing where the browser cannot do it. Nothing of
 * the picture leaves the page.
 */
export default function LightPanel(
  { track, back = false, lightResult }: LightPanelProps,
) {
  const check = useLightCheck(track, { seesFace: !back });
  const finding = check?.finding.value ?? null;
  const report = check?.report.value ?? null;
  useEffect(() => {
    if (lightResult) lightResult.value = report;
  }, [report]);
  useEffect(() => () => {
    if (lightResult) lightResult.value = null;
  }, []);
  if (!check) return null;
  return (
    <LightView
      finding={finding}
      paper={check.paper.value}
      reminders={check.reminders.value}
      platform={browserFacts().platform}
      lamp={check.lamp.value}
      back={back}
      onPaper={check.lookForPaper}
      onStopPaper={check.forgetPaper}
      onLamp={() => void check.switchLamp()}
    />
  );
}
