import {
  LightView,
  type LightViewProps,
} from "@/components/devices/LightView.tsx";
import { LIGHT_FINDINGS } from "@/lib/domain/call/light_finding.ts";
import type { PaperState } from "@/lib/client/light/paper_search.ts";
import type { LightReminder } from "@/lib/client/light/track_facts.ts";
import { each, markup } from "./states.ts";

const PAPER: Readonly<Record<PaperState, string>> = {
  idle: "paper-idle",
  looking: "paper-looking",
  notSeen: "paper-not-seen",
  neutral: "paper-neutral",
  warm: "paper-warm",
  cold: "paper-cold",
  tinted: "paper-tinted",
};

const REMINDERS: readonly LightReminder[] = ["blur", "fixedColours"];

/** The hint about the light, for each finding, each state of the sheet of paper and each reminder. */
export const LIGHT = markup({ viewer: "client", heading: "Your light" }, {
  unknown: view({}),
  ...each("finding", LIGHT_FINDINGS, (finding) => view({ finding })),
  torch: view({ finding: "tooDark", lamp: "off" }),
  "torch-on": view({ finding: "good", lamp: "on" }),
  "back-camera": view({ back: true }),
  "back-camera-paper": view({ back: true, paper: "looking" }),
  ...Object.fromEntries(
    (Object.entries(PAPER) as [PaperState, string][]).map((
      [paper, name],
    ) => [name, view({ finding: "good", paper })]),
  ),
  ...each(
    "reminder",
    REMINDERS,
    (one) => view({ finding: "good", reminders: [one] }),
  ),
});

function view(change: Partial<LightViewProps>) {
  const nothing = () => {};
  return (
    <LightView
      finding={null}
      paper="idle"
      reminders={[]}
      platform="ios"
      onPaper={nothing}
      onStopPaper={nothing}
      onLamp={nothing}
      {...change}
    />
  );
}
