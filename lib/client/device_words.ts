import type { DeviceProblem, Kind } from "./devices.ts";
import type { Platform } from "./platform.ts";

/** What to do, one step a line. */
export interface Help {
  readonly title: string;
  readonly steps: readonly string[];
}

const ALLOW: Readonly<Record<Platform, readonly string[]>> = {
  ios: [
    "Tap the page menu at the left of the address bar, then “Website Settings”.",
    "Set Camera and Microphone to “Allow”.",
    "If they are not listed there: Settings app, your browser, switch on Camera and Microphone.",
    "Come back here and try again.",
  ],
  android: [
    "Tap the icon at the left of the address, then “Permissions”.",
    "Switch on Camera and Microphone.",
    "If they stay off: Settings, Apps, your browser, Permissions.",
    "Come back here and try again.",
  ],
  mac: [
    "Click the icon at the left of the address and allow Camera and Microphone.",
    "If they stay off: System Settings, Privacy & Security, Camera, then Microphone: switch on your browser.",
    "Come back here and try again.",
  ],
  windows: [
    "Click the icon at the left of the address and allow Camera and Microphone.",
    "If they stay off: Settings, Privacy & security, Camera, then Microphone: let desktop apps use them.",
    "Come back here and try again.",
  ],
  other: [
    "Open the site settings beside the address and allow Camera and Microphone.",
    "Come back here and try again.",
  ],
};

const THING: Readonly<Record<Kind, string>> = {
  audio: "microphone",
  video: "camera",
};

/** Words for devices that do not work, or null if both do. */
export function deviceHelp(
  problems: Readonly<Record<Kind, DeviceProblem | null>>,
  platform: Platform,
): Help | null {
  const { audio, video } = problems;
  if (!audio && !video) return null;
  const thing = audio && video
    ? "camera and microphone"
    : THING[audio ? "audio" : "video"];
  const is = audio && video ? "are" : "is";
  switch (video ?? audio) {
    case "denied":
      return {
        title: `Your ${thing} ${is} not allowed here`,
        steps: ALLOW[platform],
      };
    case "missing":
      return {
        title: `We cannot find your ${thing}`,
        steps: ["Plug it in or switch it on, then try again."],
      };
    case "busy":
      return {
        title: `Your ${thing} ${is} in use`,
        steps: [
          "Close other apps and tabs that use it, such as another call, then try again.",
        ],
      };
    case "unsupported":
      return {
        title: "This browser cannot make video calls",
        steps: [
          platform === "ios"
            ? "Copy the link and open it in Safari."
            : "Copy the link and open it in Chrome, Edge, Firefox or Safari.",
        ],
      };
    default:
      return {
        title: `Your ${thing} did not start`,
        steps: ["Try again. If that does not help, restart the browser."],
      };
  }
}
