/** Camera, microphone and speaker: turning them on, choosing them, and what to do when they do not work. */

/** Which of them do not work. */
interface Devices {
  readonly devices: "audio" | "video" | "both";
}

const names = {
  audio: "microphone",
  video: "camera",
  both: "camera and microphone",
} as const;
const are = ({ devices }: Devices) => devices === "both" ? "are" : "is";

export const devices = {
  kinds: { camera: "Camera", microphone: "Microphone", speaker: "Speaker" },
  /** Where the browser does not say a device's name. */
  unnamed: ({ number }: { readonly number: number }) => `Device ${number}`,
  help: {
    denied: (about: Devices) =>
      `Your ${names[about.devices]} ${are(about)} not allowed here`,
    missing: ({ devices }: Devices) => `We can’t find your ${names[devices]}`,
    busy: (about: Devices) =>
      `Your ${names[about.devices]} ${are(about)} in use`,
    unsupported: "This browser can’t make video calls",
    failed: ({ devices }: Devices) => `Your ${names[devices]} did not start`,
    retry: "Try again",
  },
  steps: {
    allow: {
      ios: [
        "Tap the page menu at the left of the address bar, then “Website Settings”.",
        "Set Camera and Microphone to “Allow”.",
        "If they are not listed there: open the Settings app, choose your browser, and switch on Camera and Microphone.",
        "Come back here and try again.",
      ],
      android: [
        "Tap the icon at the left of the address, then “Permissions”.",
        "Switch on Camera and Microphone.",
        "If they stay off: open Settings, Apps, your browser, Permissions.",
        "Come back here and try again.",
      ],
      mac: [
        "Click the icon at the left of the address and allow Camera and Microphone.",
        "If they stay off: open System Settings, Privacy & Security, Camera, then Microphone, and switch on your browser.",
        "Come back here and try again.",
      ],
      windows: [
        "Click the icon at the left of the address and allow Camera and Microphone.",
        "If they stay off: open Settings, Privacy & security, Camera, then Microphone, and let desktop apps use them.",
        "Come back here and try again.",
      ],
      other: [
        "Open the site settings beside the address and allow Camera and Microphone.",
        "Come back here and try again.",
      ],
    },
    /** @param browser Safari or Chrome */
    insideApp: ({ browser }: { readonly browser: string }) => [
      `You are in the browser of another app. Open the link from your email in ${browser}: in the app’s menu, choose “Open in ${browser}”.`,
      "Or allow this app to use camera and microphone in your phone’s settings, and try again.",
    ],
    missing: ["Plug it in or switch it on, then try again."],
    busy: [
      "Close other apps and tabs that use it, such as another call, then try again.",
    ],
    unsupportedIos: [
      "Copy the link and open it in Safari.",
      "If this is Safari in Lockdown Mode: tap aA (or the page menu) beside the address, then Website Settings, switch Lockdown Mode off for this site, and reload.",
    ],
    unsupported: [
      "Copy the link and open it in Chrome, Edge, Firefox or Safari.",
      "If this is one of them, an extension or a setting may block WebRTC. Allow it for this site, and reload.",
    ],
    failed: ["Try again. If that does not help, restart the browser."],
  },
  turnOn: "Turn on camera and microphone",
  test: "Test my camera",
  turnOnAndJoin: "Turn on camera and microphone, and join",
  comeBackIn: "Come back in",
  goOnWithout: "Continue without them",
  joinWithout: "Join without them",
  willAsk: ({ name }: { readonly name: string }) =>
    `Your browser will ask: choose “Allow”. Only ${name} will see and hear you.`,
  skipped:
    "You’re joining without camera and microphone. You can still turn them on.",
  self: {
    caption: "Your camera, as you see yourself",
    label: "Your camera",
    off: "Your camera is off",
    none: "No camera",
  },
  level: {
    label: "Microphone level",
    silent: "silent",
    quiet: "quiet",
    clear: "clear",
  },
};
