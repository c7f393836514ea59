/** What nobody needs before the first picture of a call: the settings, the marks in the heading, and a shared screen. */
import { units } from "../format.ts";

interface Named {
  /** First name of the other person. */
  readonly name: string;
}

interface Minutes {
  readonly minutes: number;
}

/** The minutes left, in the heading. */
export const callTime = {
  left: ({ minutes }: Minutes) => `${minutes} min left`,
  soon: ({ minutes }: Minutes) => `${minutes} min left`,
  over: ({ minutes }: Minutes) =>
    minutes === 0 ? "Time is up" : `${minutes} min over`,
  announced: {
    soon: ({ minutes }: Minutes) => `${units(minutes, "minute")} left.`,
    over: () => "The time is up. You can still finish.",
  },
};

export const callSettings = {
  connection: {
    good: "Good connection",
    fair: "Fair connection",
    poor: "Weak connection",
    lost: "Connection lost",
  },
  moveSelf: "Move your picture to another corner",
  gallery: "Gallery view",
  audioOnly: "Audio only",
  smallWindow: ({ name }: Named) => `Keep ${name} in a small window`,
  noSmallWindow: "Your browser could not open a small window just now.",
  /** Where a page cannot choose the speaker. */
  soundRoute: {
    ios:
      "To hear through headphones or another speaker, open the Control Centre and choose it there.",
    android:
      "To hear through headphones or another speaker, connect it, or choose it in your phone’s sound settings.",
    mac:
      "To hear through another speaker, choose it in your Mac’s sound settings.",
    windows:
      "To hear through another speaker, choose it in the sound settings of Windows.",
    other: "To hear through another speaker, choose it in your sound settings.",
  },
};

interface Device {
  readonly device: "audio" | "video";
}

const devices = { audio: "microphone", video: "camera" } as const;

/** After somebody has turned on a microphone or camera that does not start; short, because it stands over the call. */
export const refusedDevice = {
  denied: ({ device }: Device) =>
    `Your ${
      devices[device]
    } is not allowed here. Allow it in the browser’s settings, then turn it on again.`,
  denied_by_system: ({ device }: Device) =>
    `Your device does not allow the ${
      devices[device]
    }. Allow it in its settings, then turn it on again.`,
  missing: ({ device }: Device) =>
    `We can’t find a ${devices[device]}. Connect one, then turn it on again.`,
  busy: ({ device }: Device) =>
    `Your ${
      devices[device]
    } is in use. Close what uses it, then turn it on again.`,
  unsupported: ({ device }: Device) =>
    `This browser can’t use your ${devices[device]}.`,
  unknown: ({ device }: Device) =>
    `Your ${
      devices[device]
    } did not start. Turn it on again, or restart the browser.`,
};

export const sharedScreen = {
  of: ({ name }: Named) => `${name}’s screen`,
  scrollable: ({ screen }: { readonly screen: string }) =>
    `${screen}, scrollable`,
  actualSize: "Actual size",
  fullScreen: "Full screen",
  close: "Close",
};
