import { expect } from "expect";
import {
  isDarkBySettings,
  remindersOf,
} from "@/lib/client/light/track_facts.ts";

Deno.test("a track that says nothing reminds of nothing", () => {
  expect(remindersOf({})).toEqual([]);
  expect(isDarkBySettings({})).toBe(false);
});

Deno.test("a blurred background and fixed white balance are reminded of", () => {
  expect(
    remindersOf({ backgroundBlur: true, whiteBalanceMode: "manual" }),
  ).toEqual(["blur", "effects", "fixedColours"]);
});

Deno.test("a system with video effects is reminded of those that no setting tells", () => {
  expect(remindersOf({ backgroundBlur: false })).toEqual(["effects"]);
});

Deno.test("what is as it should be is not mentioned", () => {
  expect(remindersOf({ whiteBalanceMode: "continuous", torch: true }))
    .toEqual([]);
});

Deno.test("a camera is at its limit only with a long exposure and a high sensitivity together", () => {
  const [short, long] = [10, 334];
  expect(isDarkBySettings({ exposureTime: long, iso: 3200 })).toBe(true);
  expect(isDarkBySettings({ exposureTime: long, iso: 1600 })).toBe(false);
  expect(isDarkBySettings({ exposureTime: short, iso: 6400 })).toBe(false);
  expect(isDarkBySettings({ iso: 6400 })).toBe(false);
});
