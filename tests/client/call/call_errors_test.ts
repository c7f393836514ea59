import { expect } from "expect";
import { type AfterError, callError } from "@/lib/client/call/call_errors.ts";

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

Deno.test("every Twilio code that a person can encounter is handled", () => {
  const table: [AfterError, number[]][] = [
    ["renew", range(20101, 20107)],
    ["again", range(53000, 53006)],
    ["again", [53103, 53104, 53106, 53113, 53116]],
    ["give_up", [53100, 53101, 53102, 53105, ...range(53107, 53112)]],
    ["give_up", [53114, 53115, 53117, ...range(53119, 53126)]],
    ["ended", [53118]],
    ["give_up", [53200, 53201, 53202]],
    ["again", [53203, 53204]],
    ["elsewhere", [53205]],
    ["give_up", [53216]],
    ["again", range(53300, 53305)],
    ["again", [53400, 53401, 53402, 53403]],
    ["give_up", [53404]],
    ["again", [53405, 53406, 53407, 53408]],
    ["again", [53500, 53501]],
  ];
  for (const [then, codes] of table) {
    for (const code of codes) {
      expect([code, callError(code).then]).toEqual([code, then]);
    }
  }
});

Deno.test("every error has a complete sentence without a number or internal term", () => {
  const codes = [
    ...range(20101, 20107),
    ...range(53000, 53006),
    ...range(53100, 53126),
    ...range(53200, 53216),
    ...range(53300, 53305),
    ...range(53400, 53408),
    ...range(53500, 53501),
  ];
  for (const code of codes) {
    const { sentence } = callError(code);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toMatch(
      /\d|token|codec|\b(ice|sdp|turn)\b|signal|error/i,
    );
  }
});

Deno.test("errors of media, room, token and network have different texts", () => {
  const sentences = [20101, 20104, 53000, 53006, 53105, 53106, 53404, 53405]
    .map((code) => callError(code).sentence);
  expect(new Set(sentences).size).toBe(sentences.length);
});

Deno.test("every code that the SDK knows is known here", async () => {
  const text = await Deno.readTextFile(
    new URL(
      "../../../node_modules/twilio-video/es5/util/twilio-video-errors.js",
      import.meta.url,
    ),
  );
  const codes = [...text.matchAll(/TwilioErrorByCode, (\d+)/g)].map((found) =>
    Number(found[1])
  );
  expect(codes.length).toBeGreaterThan(40);
  const unheardOf = callError(99_999);
  const lost = new Set(
    codes.filter((code) => callError(code) === unheardOf),
  );
  // The rest have their own message; these count as a lost connection like any
  // other.
  expect(
    [...lost].every((code) =>
      code <= 53_004 || code === 53_204 || code >= 53_300 && code <= 53_403
    ),
  ).toBe(true);
});

Deno.test("an unknown code, or none, is retried", () => {
  expect(callError(null).then).toBe("again");
  expect(callError(99_999).then).toBe("again");
});
