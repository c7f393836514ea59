import { expect } from "expect";
import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { timeAnnouncer, timeLeft } from "@/lib/client/call/stage/time_left.ts";
import { callTime as words } from "@/words/call/settings.ts";

const END = Date.UTC(2026, 10, 29, 15, 0);
const at = (before: number) => timeLeft({ endsAt: END, now: END - before });

Deno.test("the time left is whole minutes, and zero only when it is over", () => {
  expect(at(24 * MINUTE + SECOND)).toEqual({ is: "left", minutes: 25 });
  expect(at(24 * MINUTE)).toEqual({ is: "left", minutes: 24 });
  expect(at(5 * MINUTE + SECOND)).toEqual({ is: "left", minutes: 6 });
  expect(at(5 * MINUTE)).toEqual({ is: "soon", minutes: 5 });
  expect(at(1)).toEqual({ is: "soon", minutes: 1 });
  expect(at(0)).toEqual({ is: "over", minutes: 0 });
  expect(at(-61 * SECOND)).toEqual({ is: "over", minutes: 1 });
});

/** What is heard of these minutes before the end, one after the other. */
function heard(...minutes: number[]): string[] {
  const announce = timeAnnouncer();
  return minutes.map((one) => {
    const said = announce(at(one * MINUTE));
    return said ? words.announced[said.is](said) : "";
  });
}

Deno.test("a screen reader hears of five minutes, of two, of the last one and of the end, and nothing that is no longer true", () => {
  expect(heard(30, 6, 5, 4, 3, 2, 1, 0, -1)).toEqual([
    "",
    "",
    "5 minutes left.",
    "",
    "",
    "2 minutes left.",
    "1 minute left.",
    "The time is up. You can still finish.",
    "The time is up. You can still finish.",
  ]);
});

Deno.test("a person who joins within the last minutes, or comes back from a page that slept, hears how many there are", () => {
  expect(heard(4, 3, 2)).toEqual(["4 minutes left.", "", "2 minutes left."]);
  expect(heard(2, 1)).toEqual(["2 minutes left.", "1 minute left."]);
  expect(heard(8, 3)).toEqual(["", "3 minutes left."]);
});

Deno.test("the words of the last minute speak of the end, not of zero minutes", () => {
  expect(words.over({ minutes: 0 })).toBe("Time is up");
  expect(words.over({ minutes: 3 })).toBe("3 min over");
});
