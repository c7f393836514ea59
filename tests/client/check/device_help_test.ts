/** What a person reads when camera or microphone do not work, in the browser that they have. */
import { expect } from "expect";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import { deviceHelp, type HelpPlace } from "@/lib/client/check/device_words.ts";
import type { BrowserName } from "@/lib/client/check/browser_name.ts";
import { browserFacts, type Platform } from "@/lib/client/page/platform.ts";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)";
const MAC =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
const LINUX =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)";

interface Row {
  readonly userAgent: string;
  readonly is: readonly [Platform, BrowserName];
  /** In this order. */
  readonly says: readonly string[];
  readonly never?: readonly string[];
  readonly touch?: number;
}

const APP_SETTINGS = "open the Settings app and find";

/** Each browser and system with its own way to the two switches. */
const ROWS: Readonly<Record<string, Row>> = {
  "Safari on an iPhone": {
    userAgent: `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`,
    is: ["ios", "safari"],
    says: ["“Website Settings”", "“Apps”, “Safari”"],
  },
  "Safari on an iPad that calls itself a Mac": {
    userAgent: `${MAC} Version/18.5 Safari/605.1.15`,
    touch: 5,
    is: ["ios", "safari"],
    says: ["“Website Settings”"],
    never: ["menu bar"],
  },
  "Chrome on an iPhone": {
    userAgent: `${IPHONE} CriOS/140.0.7339.101 Mobile/15E148 Safari/604.1`,
    is: ["ios", "chrome"],
    says: ["find Chrome"],
    never: ["Website Settings"],
  },
  "Firefox on an iPhone": {
    userAgent: `${IPHONE} FxiOS/142.0 Mobile/15E148 Safari/605.1.15`,
    is: ["ios", "firefox"],
    says: ["find Firefox"],
    never: ["Website Settings"],
  },
  "Edge on an iPhone": {
    userAgent:
      `${IPHONE} Version/18.0 EdgiOS/139.0.3405.86 Mobile/15E148 Safari/604.1`,
    is: ["ios", "edge"],
    says: ["find Edge"],
    never: ["Website Settings"],
  },
  "another browser on an iPhone": {
    userAgent: `${IPHONE} OPT/6.2.0 Mobile/15E148 Safari/604.1`,
    is: ["ios", "other"],
    says: ["find your browser"],
  },
  "Chrome on Android": {
    userAgent: `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36`,
    is: ["android", "chrome"],
    says: ["then “Permissions”", "“Apps”, Chrome", "“Camera access”"],
  },
  "Samsung Internet": {
    userAgent:
      `${ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    is: ["android", "samsung"],
    says: ["“Site permissions”", "“Apps”, Samsung Internet"],
  },
  "Firefox on Android": {
    userAgent:
      "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0",
    is: ["android", "firefox"],
    says: ["“Allowed”", "“Apps”, Firefox"],
  },
  "Edge on Android": {
    userAgent:
      `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36 EdgA/139.0.0.0`,
    is: ["android", "edge"],
    says: ["Tap the lock", "“Apps”, Edge"],
  },
  "another browser on Android": {
    userAgent: `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36 OPR/90.0.0.0`,
    is: ["android", "other"],
    says: ["“Permissions”", "“Apps”, your browser"],
  },
  "Safari on a Mac": {
    userAgent: `${MAC} Version/18.5 Safari/605.1.15`,
    is: ["mac", "safari"],
    says: ["choose “Safari”"],
    // Apple's own browser is not listed there.
    never: ["System Settings"],
  },
  "Chrome on a Mac": {
    userAgent: `${MAC} Chrome/140.0.0.0 Safari/537.36`,
    is: ["mac", "chrome"],
    says: ["Click the icon", "switch on Chrome"],
  },
  "Edge on a Mac": {
    userAgent: `${MAC} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
    is: ["mac", "edge"],
    says: ["“Permissions for this site”", "switch on Edge"],
  },
  "Firefox on a Mac": {
    userAgent:
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:142.0) Gecko/20100101 Firefox/142.0",
    is: ["mac", "firefox"],
    says: ["Remove “Blocked”", "switch on Firefox"],
  },
  "Chrome on Windows": {
    userAgent: `${WINDOWS} Chrome/140.0.0.0 Safari/537.36`,
    is: ["windows", "chrome"],
    says: ["Click the icon", "let desktop apps use them"],
  },
  "Edge on Windows": {
    userAgent: `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
    is: ["windows", "edge"],
    says: ["“Permissions for this site”", "let desktop apps use them"],
  },
  "Firefox on Windows": {
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0",
    is: ["windows", "firefox"],
    says: ["Remove “Blocked”", "let desktop apps use them"],
  },
  "another browser on Windows": {
    userAgent: `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 OPR/121.0.0.0`,
    is: ["windows", "other"],
    says: ["site settings", "let desktop apps use them"],
  },
  "Chrome on Linux": {
    userAgent: `${LINUX} Chrome/140.0.0.0 Safari/537.36`,
    is: ["other", "chrome"],
    says: ["Click the icon"],
  },
};

for (const [name, row] of Object.entries(ROWS)) {
  Deno.test(`after a denial, ${name} has its own steps`, () => {
    const place = browserFacts(row.userAgent, row.touch ?? 0);
    expect([place.platform, place.browser]).toEqual(row.is);
    const text = stepsOf("denied", place).join(" ");
    const found = row.says.map((words) => [words, text.indexOf(words)]);
    expect(found.filter(([, at]) => at === -1)).toEqual([]);
    const order = found.map(([, at]) => at as number);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(text).toContain("Come back here and try again.");
    for (const words of row.never ?? []) expect(text).not.toContain(words);
  });
}

Deno.test("on an iPhone no other browser is sent to a site setting that it does not have", () => {
  for (const browser of ["chrome", "firefox", "edge", "other"] as const) {
    const [first] = stepsOf("denied", {
      platform: "ios",
      browser,
      insideApp: null,
    });
    expect(first!.toLowerCase()).toContain(APP_SETTINGS.toLowerCase());
  }
});

Deno.test("a denial that the browser traces to the system leads to the system's switch, and not to the site's", () => {
  const steps = stepsOf("denied_by_system", {
    platform: "mac",
    browser: "chrome",
    insideApp: null,
  });
  expect(steps[0]).toContain("System Settings");
  expect(steps.length).toBe(2);
});

Deno.test("on a computer the system's switch is also named when the device seems to be missing or busy", () => {
  for (const problem of ["missing", "busy"] as const) {
    const at = (platform: Platform) =>
      stepsOf(problem, { platform, browser: "firefox", insideApp: null })
        .join(" ");
    expect(at("mac")).toContain("System Settings");
    expect(at("windows")).toContain("Privacy & security");
    expect(at("ios")).not.toContain("Settings");
  }
});

Deno.test("every problem has instructions everywhere, naming what is missing", () => {
  for (const { is: [platform, browser] } of Object.values(ROWS)) {
    for (
      const problem of [
        "denied",
        "denied_by_system",
        "missing",
        "busy",
        "unsupported",
        "unknown",
      ] as const
    ) {
      const [help, ...more] = deviceHelp({ audio: null, video: problem }, {
        platform,
        browser,
        insideApp: null,
      });
      expect(more).toEqual([]);
      expect(help!.steps.length).toBeGreaterThan(0);
      if (problem !== "unsupported") expect(help!.title).toContain("camera");
      expect(help!.title).not.toContain("microphone");
    }
  }
});

Deno.test("both at once are named together, and nothing is said when both work", () => {
  const place = {
    platform: "ios",
    browser: "safari",
    insideApp: null,
  } as const;
  expect(deviceHelp({ audio: null, video: null }, place)).toEqual([]);
  const both = deviceHelp({ audio: "denied", video: "denied" }, place);
  expect(both.map(({ title }) => title))
    .toEqual(["Your camera and microphone are not allowed here"]);
});

Deno.test("two problems are named each for itself, the permission first, with the steps of both", () => {
  const place = {
    platform: "android",
    browser: "chrome",
    insideApp: null,
  } as const;
  const titles = (audio: DeviceProblem, video: DeviceProblem) =>
    deviceHelp({ audio, video }, place).map(({ title }) => title);
  expect(titles("denied", "busy")).toEqual([
    "Your microphone is not allowed here",
    "Your camera is in use",
  ]);
  expect(titles("busy", "denied")).toEqual([
    "Your camera is not allowed here",
    "Your microphone is in use",
  ]);
  expect(titles("missing", "unknown")).toEqual([
    "We can’t find your microphone",
    "Your camera did not start",
  ]);
  expect(titles("unsupported", "denied"))
    .toEqual(["This browser can’t make video calls"]);
  const [permission, inUse] = deviceHelp(
    { audio: "denied", video: "busy" },
    place,
  );
  expect(permission!.steps.join(" ")).toContain("“Permissions”");
  expect(inUse!.steps.join(" ")).toContain("Close other apps and tabs");
});

Deno.test("one device is it and two are them; on a phone, whose devices are built in, nothing is plugged in", () => {
  const stepsFor = (
    problems: Parameters<typeof deviceHelp>[0],
    platform: Platform = "other",
  ) =>
    deviceHelp(problems, { platform, browser: "chrome", insideApp: null })
      .flatMap(({ steps }) => steps).join(" ");
  const one = (problem: DeviceProblem) => ({ audio: null, video: problem });
  const both = (problem: DeviceProblem) => ({ audio: problem, video: problem });
  expect(stepsFor(one("missing"))).toContain("Plug it in or switch it on,");
  expect(stepsFor(both("missing")))
    .toContain("Plug them in or switch them on,");
  expect(stepsFor(one("busy"))).toContain("tabs that use it, ");
  expect(stepsFor(both("busy"))).toContain("tabs that use them, ");
  for (const platform of ["ios", "android"] as const) {
    expect(stepsFor(both("missing"), platform)).not.toContain("lug");
    expect(stepsFor(both("missing"), platform)).toContain("restart your phone");
  }
});

Deno.test("inside another app the help leads out of it, to the browser of this system", () => {
  for (
    const [platform, browser] of [
      ["ios", "Safari"],
      ["android", "Chrome"],
    ] as const
  ) {
    for (const problem of ["denied", "unsupported"] as const) {
      const steps = stepsOf(problem, {
        platform,
        browser: "other",
        insideApp: "Instagram",
      });
      expect(steps.join(" ")).toContain(`choose “Open in ${browser}”`);
      expect(steps.join(" ")).not.toContain("address bar");
    }
  }
});

function stepsOf(problem: DeviceProblem, place: HelpPlace): readonly string[] {
  return deviceHelp({ audio: problem, video: problem }, place)
    .flatMap(({ steps }) => steps);
}
