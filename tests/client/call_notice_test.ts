import { expect } from "expect";
import { type CallFacts, callNotice } from "@/lib/client/call_notice.ts";
import { lineMark } from "@/lib/client/call_quality.ts";

const connected = { is: "connected", tries: 0, since: 0 } as const;
const fine: CallFacts = {
  state: connected,
  restored: false,
  blocked: false,
  interrupted: null,
  remoteHere: true,
  remoteWasHere: true,
  remoteReconnecting: false,
  remoteMuted: false,
  remoteCameraOff: false,
  remoteWeak: false,
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
    [{ soundOnly: "chosen" }, /without pictures/],
    [{ soundOnly: "offered" }, /you may hear better/],
    [{ soundOnly: "sound" }, /only hears you for now/],
    [{ sharing: true }, /can see your screen/],
    [{ remoteReconnecting: true }, /connection is coming back/],
    [{ remoteHere: false }, /Inès is away/],
    [{ restored: true }, /You are back/],
    [{ blocked: true }, /waits for you/],
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

Deno.test("a picture that stays away on a weak line is not called a camera that is off", () => {
  const words = (remoteWeak: boolean) =>
    callNotice({ ...fine, remoteCameraOff: true, remoteWeak })!.words;
  expect(words(true)).toMatch(/connection is weak: only the sound/);
  expect(words(false)).toMatch(/camera is off/);
});

Deno.test("the line's quality is shown where it is measured, and says whose it is", () => {
  const mark = (own: number | null, other: number | null = null) =>
    lineMark(connected, own, other, "Clara");
  expect(mark(null)).toBeNull();
  expect([5, 4, 3, 2, 1, 0].map((level) => mark(level)!.quality))
    .toEqual(["good", "good", "fair", "poor", "poor", "poor"]);
  expect(mark(1)!.words).toBe("Your connection is weak");
  expect(mark(5, 2)).toEqual({
    quality: "poor",
    words: "Clara’s connection is weak",
  });
  expect(mark(null, 1)!.words).toMatch(/^Clara/);
  expect(mark(1, 1)!.words).toMatch(/^Your/);
  expect(mark(5, 3)).toEqual({ quality: "good" });
  const away = { is: "reconnecting", tries: 0, since: 0 } as const;
  expect(lineMark(away, 5, 5, "Clara")).toEqual({ quality: "lost" });
  expect(lineMark({ is: "joining", tries: 0 }, 5, 5, "Clara")).toBeNull();
});
