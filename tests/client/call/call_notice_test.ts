import { expect } from "expect";
import {
  type CallConditions,
  callNotice,
} from "@/lib/client/call/call_notice.ts";
import { absentWords } from "@/lib/client/call/remote_view.ts";
import { qualityIndicator } from "@/lib/client/call/call_quality.ts";
import type { NetworkQualityLevel } from "@/lib/client/network/network_quality.ts";
import type { ConnectionFacts } from "@/lib/client/network/weak_connection.ts";

const connected = { is: "connected", tries: 0, since: 0 } as const;
const fine: CallConditions = {
  state: connected,
  restored: false,
  signedOut: false,
  signInHref: "/sign-in?next=x",
  blocked: false,
  interruption: null,
  remoteBusy: false,
  unsent: null,
  shareFailed: false,
  remoteHere: true,
  remoteWasHere: true,
  remoteReconnecting: false,
  remoteMuted: false,
  remoteCameraOff: false,
  remoteVideoSuppressed: false,
  noSubscribers: false,
  sendsVideo: true,
  videoSuppressed: false,
  weakSide: "own",
  audioOnly: "video",
  sharing: false,
  name: "Inès",
};

Deno.test("a call without problems shows no notice", () => {
  expect(callNotice(fine)).toBeNull();
});

Deno.test("the most urgent notice is shown, one at a time, in this order", () => {
  const troubles: [Partial<CallConditions>, RegExp][] = [
    [{ remoteCameraOff: true }, /Inès’s camera is off/],
    [{ remoteMuted: true }, /microphone and camera are off/],
    [
      { noSubscribers: true, sendsVideo: false },
      /Inès is listening without video, to save bandwidth\. Your video is paused\. Inès’s microphone is off as well/,
    ],
    [{ audioOnly: "chosen" }, /without video/],
    [{ audioOnly: "offered" }, /You may hear better/],
    [
      { audioOnly: "video", videoSuppressed: true },
      /Inès can only hear you for now/,
    ],
    [{ audioOnly: "audio" }, /you can only hear each other for now/],
    [{ sharing: true }, /can see your screen/],
    [{ remoteReconnecting: true }, /is reconnecting/],
    [{ remoteHere: false }, /Inès is away/],
    [{ remoteBusy: true }, /Inès’s phone is busy/],
    [{ signedOut: true }, /signed out\. The call goes on/],
    [{ restored: true }, /connected again/],
    [{ blocked: true }, /Tap to hear and see Inès/],
    [{ unsent: "video" }, /Your video is not getting through/],
    [{ unsent: "audio" }, /Your sound is not getting through/],
    [{ shareFailed: true }, /Your screen is not being shared/],
    [
      { interruption: { media: "audio", step: "taken" } },
      /interrupted your sound/,
    ],
    [
      { state: { is: "reconnecting", tries: 0, since: 0 } },
      /Reconnecting/,
    ],
    [
      { state: { is: "failed", tired: true, sentence: "No way through." } },
      /No way through/,
    ],
  ];
  let facts = fine;
  for (const [trouble, words] of troubles) {
    facts = { ...facts, ...trouble };
    expect(callNotice(facts)?.words).toMatch(words);
  }
});

Deno.test("a problem that the person can fix has one button, other problems have none", () => {
  const does = (change: Partial<CallConditions>) =>
    callNotice({ ...fine, ...change })?.action?.does;
  expect(does({ blocked: true })).toBe("restore");
  for (const media of ["audio", "video", "both", "playback"] as const) {
    for (const step of ["taken", "stuck", "denied", "missing"] as const) {
      expect(does({ interruption: { media, step } })).toBe("restore");
    }
    expect(does({ interruption: { media, step: "reload" } })).toBe("reload");
  }
  expect(does({ interruption: { media: "both", step: "recovering" } }))
    .toBeUndefined();
  expect(does({ remoteBusy: true })).toBeUndefined();
  expect(does({ state: { is: "failed", tired: false, sentence: "" } }))
    .toBe("rejoin");
  expect(does({ state: { is: "rejoining", tries: 1, sentence: "" } }))
    .toBe("rejoin");
  expect(does({ sharing: true })).toBe("stop_sharing");
  expect(does({ audioOnly: "offered" })).toBe("audio_only");
  expect(does({ audioOnly: "audio" })).toBe("video");
  expect(does({ videoSuppressed: true })).toBe("video");
  expect(does({ audioOnly: "chosen" })).toBe("video");
  expect(does({ remoteHere: false })).toBeUndefined();
  const signIn = { opens: "/sign-in?next=x" };
  expect(does({ signedOut: true })).toEqual(signIn);
  expect(
    does({
      signedOut: true,
      state: { is: "failed", tired: true, sentence: "" },
    }),
  ).toEqual(signIn);
  // A client's way back is the mail.
  expect(does({ signedOut: true, signInHref: null })).toBeUndefined();
  expect(does({ remoteMuted: true })).toBeUndefined();
});

Deno.test("a device that is not connected is named, with what brings it back", () => {
  const words = (media: "audio" | "video" | "both") =>
    callNotice({ ...fine, interruption: { media, step: "missing" } })!.words;
  expect(words("audio")).toMatch(/^Your microphone is not connected\. Connect/);
  expect(words("video")).toMatch(/^Your camera is not connected\. Connect/);
  expect(words("both"))
    .toMatch(/^Your camera and microphone are not connected\. Connect/);
});

Deno.test("a person who has not been in the call yet is joining, not returning", () => {
  const words = callNotice({
    ...fine,
    remoteHere: false,
    remoteWasHere: false,
  })!.words;
  expect(words).toBe("Waiting for Inès to join…");
});

Deno.test("a person in audio-only mode is not said to have their camera off", () => {
  const notice = callNotice({
    ...fine,
    noSubscribers: true,
    sendsVideo: false,
    remoteCameraOff: true,
  })!;
  expect(notice.words).toBe(
    "Inès is listening without video, to save bandwidth. Your video is paused.",
  );
});

Deno.test("video that still goes to a media server is never said not to be sent", () => {
  const words = (change: Partial<CallConditions>) =>
    callNotice({ ...fine, noSubscribers: true, ...change })!.words;
  expect(words({})).toBe(
    "Inès is listening without video, to save bandwidth.",
  );
  expect(words({ remoteMuted: true })).toBe(
    "Inès is listening without video, to save bandwidth. Inès’s microphone is off as well.",
  );
});

Deno.test("video that is suppressed on a weak network is not called a camera that is off, and neither side is called weak without evidence", () => {
  const words = (change: Partial<CallConditions>) =>
    callNotice({ ...fine, remoteCameraOff: true, ...change })!.words;
  expect(words({})).toBe("Inès’s camera is off.");
  expect(words({ remoteVideoSuppressed: true, weakSide: "between" })).toBe(
    "The connection between you is weak: only Inès’s sound comes through for now.",
  );
  expect(words({ remoteVideoSuppressed: true, weakSide: "theirs" }))
    .toMatch(/^Inès’s connection is weak:/);
  expect(words({ audioOnly: "offered", weakSide: "between" }))
    .toMatch(
      /^The connection between you is weak\. You may hear better without video/,
    );
  expect(words({ audioOnly: "audio", weakSide: "own" }))
    .toMatch(/^Your connection is weak, so you can only hear Inès/);
  expect(words({ videoSuppressed: true, weakSide: "own" }))
    .toMatch(/^Your connection is weak, so Inès can only hear you/);
});

const unmeasured: ConnectionFacts = {
  by: "stats",
  own: null,
  other: null,
  ownConnectionPoor: false,
  remoteConnectionPoor: false,
};
const markOf = (line: Partial<ConnectionFacts>) =>
  qualityIndicator(connected, {
    connection: { ...unmeasured, ...line },
    name: "Clara",
  });

Deno.test("where a media server measures each half, the indicator says whose connection is weak", () => {
  const mark = (
    own: NetworkQualityLevel | null,
    other: NetworkQualityLevel | null = null,
  ) => markOf({ by: "sdk", own, other });
  expect(mark(null)).toBeNull();
  expect(([5, 4, 3, 2, 1, 0] as const).map((level) => mark(level)!.quality))
    .toEqual(["good", "good", "fair", "poor", "poor", "poor"]);
  expect(mark(1)!.words).toBe("Your connection is weak");
  expect(mark(5, 2)!.words).toBe("Clara’s connection is weak");
  expect(mark(null, 1)!.words).toMatch(/^Clara/);
  expect(mark(1, 1)!.words).toMatch(/^Your/);
  expect(mark(5, 3)).toEqual({ quality: "good" });
});

Deno.test("peer to peer, a weak direction blames neither, unless exactly one connection to the studio is poor", () => {
  for (
    const line of [{ own: 1 }, { other: 1 }, { own: 0, other: 0 }] as const
  ) {
    const words = (more: Partial<ConnectionFacts> = {}) =>
      markOf({ own: 5, other: 5, ...line, ...more })!.words;
    expect(words()).toBe("The connection between you is weak");
    expect(words({ ownConnectionPoor: true })).toBe("Your connection is weak");
    expect(words({ remoteConnectionPoor: true })).toBe(
      "Clara’s connection is weak",
    );
    expect(words({ ownConnectionPoor: true, remoteConnectionPoor: true }))
      .toBe("The connection between you is weak");
  }
  // A slow studio alone does not make a call weak.
  expect(markOf({ own: 5, other: 5, ownConnectionPoor: true }))
    .toEqual({ quality: "good" });
  expect(markOf({ own: 5, other: 3 })).toEqual({ quality: "fair" });
  expect(markOf({ other: 4 })).toEqual({ quality: "good" });
});

Deno.test("a lost connection has no owner and no level", () => {
  const line = { ...unmeasured, own: 5, other: 5 } as const;
  const away = { is: "reconnecting", tries: 0, since: 0 } as const;
  expect(qualityIndicator(away, { connection: line, name: "Clara" })).toEqual({
    quality: "lost",
  });
  expect(
    qualityIndicator({ is: "joining", tries: 0 }, {
      connection: line,
      name: "Clara",
    }),
  )
    .toBeNull();
});

Deno.test("while our own connection is down, nothing is said about the other person's", () => {
  expect(absentWords(connected, "Clara")).toBe("Not in the call");
  expect(absentWords({ is: "joining", tries: 0 }, "Clara")).toBe("Connecting…");
  for (
    const state of [
      { is: "reconnecting", tries: 0, since: 0 },
      { is: "rejoining", tries: 1, sentence: "" },
      { is: "failed", tired: true, sentence: "" },
    ] as const
  ) {
    expect(absentWords(state, "Clara"))
      .toBe("We can’t see Clara until you are back online");
  }
});
