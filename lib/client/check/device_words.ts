import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { DeviceProblems } from "@/lib/client/media/devices.ts";
import { deniedSteps, hiddenSteps, systemSteps } from "./permission_steps.ts";
import { type BrowserFacts, ownBrowser } from "@/lib/client/page/platform.ts";
import { deviceHelp as words } from "@/words/devices/help.ts";

/** Instructions, one step per line. */
export interface Help {
  readonly title: string;
  readonly steps: readonly string[];
}

/** The browser and the system whose settings the steps name. */
export type HelpPlace = Pick<
  BrowserFacts,
  "platform" | "browser" | "insideApp"
>;

/** Permission comes first: without it nothing else can be tried. */
const ORDER: readonly DeviceProblem[] = [
  "unsupported",
  "denied",
  "denied_by_system",
  "missing",
  "busy",
  "unknown",
];

/** The texts for devices that do not work: one for each problem, and none if both work. */
export function deviceHelp(
  { audio, video }: DeviceProblems,
  place: HelpPlace,
): readonly Help[] {
  const found = ORDER.filter((one) => one === audio || one === video);
  // What the browser cannot do at all is not about one of the two.
  if (found[0] === "unsupported") {
    return [helpFor("unsupported", { ...place, devices: "both" })];
  }
  return found.map((problem) =>
    helpFor(problem, {
      ...place,
      devices: audio === video ? "both" : problem === audio ? "audio" : "video",
    })
  );
}

function helpFor(
  problem: DeviceProblem,
  place: HelpPlace & { readonly devices: "audio" | "video" | "both" },
): Help {
  const { devices, platform, insideApp } = place;
  const which = { devices };
  const { steps } = words;
  const leaveApp = steps.insideApp({ browser: ownBrowser(platform) });
  switch (problem) {
    case "denied":
      return {
        title: words.denied(which),
        steps: insideApp === null ? deniedSteps(place) : leaveApp,
      };
    case "denied_by_system":
      return {
        title: words.denied(which),
        steps: [...systemSteps(place), steps.comeBack],
      };
    case "missing":
      return {
        title: words.missing(which),
        steps: [
          // Theirs are built in.
          ...platform === "ios" || platform === "android"
            ? steps.missingPhone
            : steps.missing(which),
          ...hiddenSteps(place),
        ],
      };
    case "busy":
      return {
        title: words.busy(which),
        steps: [...steps.busy(which), ...hiddenSteps(place)],
      };
    case "unsupported":
      return {
        title: words.unsupported,
        steps: insideApp !== null
          ? leaveApp
          : platform === "ios"
          ? steps.unsupportedIos
          : steps.unsupported,
      };
    case "unknown":
      return { title: words.failed(which), steps: steps.failed };
  }
}
