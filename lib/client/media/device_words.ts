import type { DeviceProblems } from "./devices.ts";
import { type BrowserFacts, ownBrowser } from "@/lib/client/page/platform.ts";
import { devices as words } from "@/words/devices.ts";

/** Instructions, one step per line. */
export interface Help {
  readonly title: string;
  readonly steps: readonly string[];
}

/** The text for devices that do not work, or null if both do. */
export function deviceHelp(
  problems: DeviceProblems,
  { platform, insideApp }: Pick<BrowserFacts, "platform" | "insideApp">,
): Help | null {
  const { audio, video } = problems;
  if (!audio && !video) return null;
  const which = {
    devices: audio && video ? "both" : audio ? "audio" : "video",
  } as const;
  const { help, steps } = words;
  switch (video ?? audio) {
    case "denied":
      return {
        title: help.denied(which),
        steps: insideApp === null
          ? steps.allow[platform]
          : steps.insideApp({ browser: ownBrowser(platform) }),
      };
    case "missing":
      return { title: help.missing(which), steps: steps.missing };
    case "busy":
      return { title: help.busy(which), steps: steps.busy };
    case "unsupported":
      return {
        title: help.unsupported,
        steps: insideApp !== null
          ? steps.insideApp({ browser: ownBrowser(platform) })
          : platform === "ios"
          ? steps.unsupportedIos
          : steps.unsupported,
      };
    default:
      return { title: help.failed(which), steps: steps.failed };
  }
}
