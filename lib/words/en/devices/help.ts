/** What to do when camera or microphone do not work: for each problem, and for each browser and system. */

/** Which of them do not work. */
interface Devices {
  readonly devices: "audio" | "video" | "both";
}

interface Browser {
  /** Its name, or "your browser". */
  readonly browser: string;
}

const names = {
  audio: "microphone",
  video: "camera",
  both: "camera and microphone",
} as const;
/** The same, named before. */
const it = ({ devices }: Devices) => devices === "both" ? "them" : "it";
const are = ({ devices }: Devices) => devices === "both" ? "are" : "is";

export const deviceHelp = {
  denied: (about: Devices) =>
    `Your ${names[about.devices]} ${are(about)} not allowed here`,
  missing: ({ devices }: Devices) => `We can’t find your ${names[devices]}`,
  busy: (about: Devices) => `Your ${names[about.devices]} ${are(about)} in use`,
  unsupported: "This browser can’t make video calls",
  failed: ({ devices }: Devices) => `Your ${names[devices]} did not start`,
  retry: "Try again",
  /** A browser whose name is not known. */
  yourBrowser: "your browser",
  steps: {
    /** Where a browser keeps what was answered to this site. */
    site: {
      safariPhone: [
        "Tap the page menu at the left of the address bar, then “Website Settings”.",
        "Set Camera and Microphone to “Allow”.",
      ],
      safariMac: [
        "In the menu bar at the top, choose “Safari”, then “Settings for” this website.",
        "Set Camera and Microphone to “Allow”.",
      ],
      chromePhone: [
        "Tap the icon at the left of the address, then “Permissions”.",
        "Switch on Camera and Microphone.",
      ],
      samsung: [
        "Tap the menu ≡, then “Settings”, “Sites and downloads”, “Site permissions”.",
        "Allow Camera and Microphone for this site.",
      ],
      firefoxPhone: [
        "Tap the lock at the left of the address.",
        "Tap Camera and Microphone, so that each says “Allowed”.",
      ],
      edgePhone: [
        "Tap the lock beside the address, then “Permissions”.",
        "Switch on Camera and Microphone.",
      ],
      chrome: [
        "Click the icon at the left of the address.",
        "Switch on Camera and Microphone.",
      ],
      edge: [
        "Click the lock at the left of the address, then “Permissions for this site”.",
        "Set Camera and Microphone to “Allow”.",
      ],
      firefox: [
        "Click the crossed-out camera or microphone at the left of the address.",
        "Remove “Blocked” beside Camera and Microphone.",
      ],
      other: [
        "Open the site settings beside the address and allow Camera and Microphone.",
      ],
    },
    /** The system's own switch, which comes before the browser's. */
    system: {
      iosSafari: [
        "If they are not listed there: open the Settings app, “Apps”, “Safari”, and set Camera and Microphone to “Ask”.",
      ],
      /** There every other browser has no switch of its own. */
      iosApp: ({ browser }: Browser) => [
        `Open the Settings app and find ${browser}; on newer iPhones it is under “Apps”.`,
        "Switch on Camera and Microphone.",
      ],
      android: ({ browser }: Browser) => [
        `Check the phone too: open Settings, “Apps”, ${browser}, “Permissions”, and allow Camera and Microphone.`,
        "Swipe down twice from the top: if there are tiles “Camera access” and “Mic access”, both must be on.",
      ],
      mac: ({ browser }: Browser) => [
        `Check the Mac too: open System Settings, “Privacy & Security”, “Camera”, then “Microphone”, and switch on ${browser} in both. It may have to restart.`,
      ],
      windows: [
        "Check Windows too: open Settings, “Privacy & security”, “Camera”, then “Microphone”. Switch on the access, and let desktop apps use them.",
        "Some laptops have a slider or a key for the camera as well.",
      ],
    },
    comeBack: "Come back here and try again.",
    /** @param browser Safari or Chrome */
    insideApp: ({ browser }: Browser) => [
      `You are in the browser of another app. Open the link from your email in ${browser}: in the app’s menu, choose “Open in ${browser}”.`,
      "Or allow this app to use camera and microphone in your phone’s settings, and try again.",
    ],
    missing: (about: Devices) => [
      `Plug ${it(about)} in or switch ${it(about)} on, then try again.`,
    ],
    missingPhone: [
      "Close this browser and open it again, or restart your phone or tablet. Then try again.",
    ],
    busy: (about: Devices) => [
      `Close other apps and tabs that use ${
        it(about)
      }, such as another call, then try again.`,
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
};
