import { expect } from "expect";
import { CHAT_LIMITS } from "@/lib/domain/chat/chat_limits.ts";
import { chatText } from "@/lib/domain/chat/chat_message.ts";
import { writingRefusal } from "@/lib/domain/chat/chat_rules.ts";
import { DAY, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  DEFAULT_JOIN_POLICY as joinPolicy,
} from "@/lib/domain/consultation/join_window.ts";
import {
  aConsultation,
  oneOfEach,
  START,
} from "@/tests/_support/a_consultation.ts";

Deno.test("a message is what was typed, without spaces around it and without invisible characters", () => {
  expect(chatText("  I am\u202e late \u200b ")).toBe("I am late");
  expect(chatText("one\r\ntwo\n\n\n\n\nthree")).toBe("one\ntwo\n\nthree");
  expect(chatText("Zoe\u0301 👩🏽‍🎨")).toBe("Zoé 👩🏽‍🎨");
});

Deno.test("markup stays the text that it is", () => {
  const text = "<img src=x onerror=alert(1)> & <b>bold</b>";
  expect(chatText(text)).toBe(text);
});

Deno.test("nothing, spaces and invisible characters alone are no message", () => {
  for (const typed of ["", "  \n\n ", "\u200b\u202e\ufeff", "\u0000\u0007"]) {
    expect(chatText(typed)).toBeNull();
  }
});

Deno.test("a message has at most a thousand characters, counted without what is around it", () => {
  const longest = "x".repeat(CHAT_LIMITS.text);
  expect(chatText(` ${longest} `)).toBe(longest);
  expect(chatText(`${longest}x`)).toBeNull();
});

Deno.test("half of an emoji does not reach the store", () => {
  expect(chatText("a\ud83d")?.isWellFormed()).toBe(true);
});

Deno.test("writing is possible from the confirmation until the window closes, and in no other state", () => {
  const code = (now: number, state: keyof ReturnType<typeof oneOfEach>) =>
    writingRefusal(aConsultation(state), { now, joinPolicy })?.code ?? "ok";
  const { endsAt } = aConsultation("confirmed");
  const closesAt = endsAt + joinPolicy.graceMs;
  expect(code(START - 3 * DAY, "confirmed")).toBe("ok");
  expect(code(START, "live")).toBe("ok");
  expect(code(closesAt, "live")).toBe("ok");
  expect(code(closesAt + SECOND, "live")).toBe("too_late");
  expect(code(closesAt + SECOND, "confirmed")).toBe("too_late");
  const refusals = Object.keys(oneOfEach())
    .map((state) => [state, code(START + MINUTE, state as "live")]);
  expect(Object.fromEntries(refusals)).toEqual({
    requested: "not_confirmed",
    confirmed: "ok",
    live: "ok",
    ended: "consultation_ended",
    declined: "consultation_cancelled",
    expired: "consultation_cancelled",
    cancelled: "consultation_cancelled",
    no_show: "too_late",
    erased: "consultation_erased",
  });
});
