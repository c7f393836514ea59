import { expect } from "expect";
import { type CallFacts, callNotice } from "@/lib/client/call_notice.ts";
import { qualityOf } from "@/lib/client/call_quality.ts";

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
  name: "Inès",
};

Deno.test("a call in which all is well says nothing", () => {
  expect(callNotice(fine)).toBeNull();
});

Deno.test("the most urgent thing is said, one at a time, in this order", () => {
  const troubles: [Partial<CallFacts>, RegExp][] = [
    [{ remoteCameraOff: true }, /Inès’s camera is off/],
    [{ remoteMuted: true }, /microphone and camera are off/],
    [{ remoteReconnecting: true }, /connection is coming back/],
    [{ remoteHere: false }, /Inès will be right back/],
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

Deno.test("the line's quality is shown only where it is measured", () => {
  expect(qualityOf(connected, null)).toBeNull();
  expect([5, 4, 3, 2, 1, 0].map((level) => qualityOf(connected, level)))
    .toEqual(["good", "good", "fair", "poor", "poor", "poor"]);
  expect(qualityOf({ is: "reconnecting", tries: 0, since: 0 }, 5)).toBe("lost");
  expect(qualityOf({ is: "joining", tries: 0 }, 5)).toBeNull();
});
