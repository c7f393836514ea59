import { expect } from "expect";
import { type CallFacts, callNotice } from "@/lib/client/call_notice.ts";
import { absentWords } from "@/lib/client/absent_words.ts";
import { lineMark } from "@/lib/client/call_quality.ts";
import type { Level } from "@/lib/client/line_quality.ts";
import type { LineFacts } from "@/lib/client/weak_side.ts";

const connected = { is: "connected", tries: 0, since: 0 } as const;
const fine: CallFacts = {
  state: connected,
  restored: false,
  blocked: false,
  interrupted: null,
  unsent: null,
  shareFailed: false,
  remoteHere: true,
  remoteWasHere: true,
  remoteReconnecting: false,
  remoteMuted: false,
  remoteCameraOff: false,
  remoteHeldBack: false,
  unwatched: false,
  sendsPicture: true,
  heldBack: false,
  side: "own",
  soundOnly: "picture",
  sharing: false,
  name: "Inès",
};

Deno.test("a call in which all is well says nothing", () => {
  expect(callNotice(fine)).toBeNull();
});

Deno.test("the most urgent thing is said, one at a time, in this order", () => {
  const troubles: [Partial<CallFacts>, RegExp][] = [
    [{ remoteCameraOff: true }, /Inès’s camera is off/],
    [{ remoteMuted: true }, /microphone and camera are off/],
    [
      { unwatched: true, sendsPicture: false },
      /Inès is listening without pictures, to spare the connection\. Your picture is not sent for now\. Inès’s microphone is off as well/,
    ],
    [{ soundOnly: "chosen" }, /without pictures/],
    [{ soundOnly: "offered" }, /you may hear better/],
    [
      { soundOnly: "picture", heldBack: true },
      /Inès only hears you for now/,
    ],
    [{ soundOnly: "sound" }, /you hear each other without pictures for now/],
    [{ sharing: true }, /can see your screen/],
    [{ remoteReconnecting: true }, /connection is coming back/],
    [{ remoteHere: false }, /Inès is away/],
    [{ restored: true }, /You are back/],
    [{ blocked: true }, /waits for you/],
    [{ unsent: "video" }, /Your picture does not get into the call/],
    [{ unsent: "audio" }, /Your sound does not get into the call/],
    [{ shareFailed: true }, /Your screen is not shared/],
    [{ interrupted: "audio" }, /interrupted your sound/],
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

Deno.test("whatever a person can mend has one button, and only that", () => {
  const does = (change: Partial<CallFacts>) =>
    callNotice({ ...fine, ...change })?.action?.does;
  expect(does({ blocked: true })).toBe("play");
  expect(does({ interrupted: "video" })).toBe("restore");
  expect(does({ state: { is: "failed", tired: false, sentence: "" } }))
    .toBe("rejoin");
  expect(does({ state: { is: "rejoining", tries: 1, sentence: "" } }))
    .toBe("rejoin");
  expect(does({ sharing: true })).toBe("stop_sharing");
  expect(does({ soundOnly: "offered" })).toBe("sound_only");
  expect(does({ soundOnly: "sound" })).toBe("picture");
  expect(does({ heldBack: true })).toBe("picture");
  expect(does({ soundOnly: "chosen" })).toBe("picture");
  expect(does({ remoteHere: false })).toBeUndefined();
  expect(does({ remoteMuted: true })).toBeUndefined();
});

Deno.test("somebody who has not been there yet is coming, not coming back", () => {
  const words = callNotice({
    ...fine,
    remoteHere: false,
    remoteWasHere: false,
  })!.words;
  expect(words).toBe("Inès is coming in…");
});

Deno.test("who listens without pictures is not said to have a camera that is off", () => {
  const notice = callNotice({
    ...fine,
    unwatched: true,
    sendsPicture: false,
    remoteCameraOff: true,
  })!;
  expect(notice.words).toBe(
    "Inès is listening without pictures, to spare the connection. Your picture is not sent for now.",
  );
});

Deno.test("a picture that still goes to a media server is never said not to be sent", () => {
  const words = (change: Partial<CallFacts>) =>
    callNotice({ ...fine, unwatched: true, ...change })!.words;
  expect(words({})).toBe(
    "Inès is listening without pictures, to spare the connection.",
  );
  expect(words({ remoteMuted: true })).toBe(
    "Inès is listening without pictures, to spare the connection. Inès’s microphone is off as well.",
  );
});

Deno.test("a picture that is held back on a weak line is not called a camera that is off, and nobody is blamed without evidence", () => {
  const words = (change: Partial<CallFacts>) =>
    callNotice({ ...fine, remoteCameraOff: true, ...change })!.words;
  expect(words({})).toBe("Inès’s camera is off.");
  expect(words({ remoteHeldBack: true, side: "between" })).toBe(
    "The connection between you is weak: only Inès’s sound comes through for now.",
  );
  expect(words({ remoteHeldBack: true, side: "theirs" }))
    .toMatch(/^Inès’s connection is weak:/);
  expect(words({ soundOnly: "offered", side: "between" }))
    .toMatch(/^The connection between you is weak\. Without pictures/);
  expect(words({ soundOnly: "sound", side: "own" }))
    .toMatch(/^Your connection is weak, so you only hear Inès/);
  expect(words({ heldBack: true, side: "own" }))
    .toMatch(/^Your connection is weak, so Inès only hears you/);
});

const unmeasured: LineFacts = {
  by: "stats",
  own: null,
  other: null,
  ownWayPoor: false,
  theirWayPoor: false,
};
const markOf = (line: Partial<LineFacts>) =>
  lineMark(connected, { ...unmeasured, ...line }, "Clara");

Deno.test("where a media server measures each half, the mark says whose it is", () => {
  const mark = (own: Level | null, other: Level | null = null) =>
    markOf({ by: "sdk", own, other });
  expect(mark(null)).toBeNull();
  expect(([5, 4, 3, 2, 1, 0] as const).map((level) => mark(level)!.quality))
    .toEqual(["good", "good", "fair", "poor", "poor", "poor"]);
  expect(mark(1)!.words).toBe("Your connection is weak");
  expect(mark(5, 2)!.words).toBe("Clara’s connection is weak");
  expect(mark(null, 1)!.words).toMatch(/^Clara/);
  expect(mark(1, 1)!.words).toMatch(/^Your/);
  expect(mark(5, 3)).toEqual({ quality: "good" });
});

Deno.test("from person to person a bad direction blames neither, unless one way to the studio is poor and the other is not", () => {
  for (
    const line of [{ own: 1 }, { other: 1 }, { own: 0, other: 0 }] as const
  ) {
    const words = (more: Partial<LineFacts> = {}) =>
      markOf({ own: 5, other: 5, ...line, ...more })!.words;
    expect(words()).toBe("The connection between you is weak");
    expect(words({ ownWayPoor: true })).toBe("Your connection is weak");
    expect(words({ theirWayPoor: true })).toBe("Clara’s connection is weak");
    expect(words({ ownWayPoor: true, theirWayPoor: true }))
      .toBe("The connection between you is weak");
  }
  // A slow studio alone is no weak call.
  expect(markOf({ own: 5, other: 5, ownWayPoor: true }))
    .toEqual({ quality: "good" });
  expect(markOf({ own: 5, other: 3 })).toEqual({ quality: "fair" });
  expect(markOf({ other: 4 })).toEqual({ quality: "good" });
});

Deno.test("a line that is gone has no owner and no level", () => {
  const line = { ...unmeasured, own: 5, other: 5 } as const;
  const away = { is: "reconnecting", tries: 0, since: 0 } as const;
  expect(lineMark(away, line, "Clara")).toEqual({ quality: "lost" });
  expect(lineMark({ is: "joining", tries: 0 }, line, "Clara")).toBeNull();
});

Deno.test("of somebody whom we cannot see because our own line is down, nothing is claimed", () => {
  expect(absentWords(connected, "Clara")).toBe("Not here at the moment");
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
