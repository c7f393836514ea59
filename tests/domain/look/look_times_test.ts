import { expect } from "expect";
import { DAY, SECOND } from "@/lib/domain/basic/instant.ts";
import { ratingOf } from "@/lib/domain/look/rating.ts";
import {
  LOOK_EDIT_FOR,
  LOOK_PAGE_FOR,
  lookEditRefusal,
  pageOpenUntil,
} from "@/lib/domain/look/look_times.ts";
import {
  aConsultation,
  oneOfEach,
  walk,
} from "@/tests/_support/a_consultation.ts";

const ENDED = aConsultation("ended");
const END = ENDED.sessionEndedAt;

Deno.test("a look sheet is written while the call is live and for two weeks after it", () => {
  const codes = Object.fromEntries(
    Object.entries(oneOfEach()).map(([state, one]) => [
      state,
      lookEditRefusal(one, END)?.code ?? "allowed",
    ]),
  );
  expect(codes).toEqual({
    requested: "not_confirmed",
    confirmed: "not_live",
    live: "allowed",
    ended: "allowed",
    declined: "consultation_cancelled",
    expired: "consultation_cancelled",
    cancelled: "consultation_cancelled",
    no_show: "too_late",
    erased: "consultation_erased",
  });
  expect(LOOK_EDIT_FOR).toBe(14 * DAY);
  expect(lookEditRefusal(ENDED, END + LOOK_EDIT_FOR - SECOND)).toBe(null);
  expect(lookEditRefusal(ENDED, END + LOOK_EDIT_FOR)?.code).toBe("too_late");
});

Deno.test("the client's page of a call that took place stays open for half a year, and no other", () => {
  const open = Object.entries(oneOfEach())
    .filter(([, one]) => pageOpenUntil(one) !== null);
  expect(open.map(([state]) => state)).toEqual(["ended"]);
  expect(pageOpenUntil(ENDED)).toBe(END + LOOK_PAGE_FOR);
});

Deno.test("a sheet that was sent keeps when and as what, with a link of its own, and once", () => {
  const send = (count: number, linkHash: string) =>
    ({ type: "look_sheet_sent", count, linkHash }) as const;
  const sent = walk(ENDED, [
    [send(3, "link-1"), END + SECOND],
    [send(3, "link-2"), END + 2 * SECOND],
  ]);
  expect(sent).toMatchObject({
    lookSheetSent: { at: END + SECOND, count: 3 },
    moreLinks: ["link-1"],
  });
  const again = walk(sent, [[send(4, "link-3"), END + 3 * SECOND]]);
  expect(again).toMatchObject({
    lookSheetSent: { at: END + 3 * SECOND, count: 4 },
    moreLinks: ["link-1", "link-3"],
  });
});

Deno.test("a rating replaces the one before, and the same one again changes nothing", () => {
  const rate = (stars: 1 | 5, words: string) =>
    ({ type: "rated", stars, words }) as const;
  const rated = walk(ENDED, [
    [rate(1, ""), END + SECOND],
    [rate(5, "Lovely."), END + 2 * SECOND],
    [rate(5, "Lovely."), END + 3 * SECOND],
  ]);
  expect(ratingOf(rated))
    .toEqual({ stars: 5, words: "Lovely.", at: END + 2 * SECOND });
  expect(ratingOf(aConsultation("live"))).toBe(null);
});

Deno.test("nothing of a sent sheet or a rating is left in an erased consultation", () => {
  const erased = walk(ENDED, [
    [{ type: "look_sheet_sent", count: 1, linkHash: "link-1" }, END],
    [{ type: "rated", stars: 4, words: "Thank you, Inès" }, END],
    [{ type: "room_completed", sid: null }, END],
    [{ type: "erase", by: "artist" }, END],
  ]);
  expect(erased).not.toHaveProperty("lookSheetSent");
  expect(erased).not.toHaveProperty("rating");
});
