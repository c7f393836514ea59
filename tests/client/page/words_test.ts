import { expect } from "expect";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { times } from "@/words/times.ts";

const SEC = 1_000;
const MIN = 60 * SEC;

Deno.test("people are called by their first name, unless the name is only a title", () => {
  expect(firstName("Inès Vidal")).toBe("Inès");
  expect(firstName("  Mara ")).toBe("Mara");
  expect(firstName("Dr. Odile Marchand")).toBe("Dr. Odile Marchand");
  expect(firstName("")).toBe("");
});

Deno.test("an opening names the clock time first, and never rounds up what is left", () => {
  const HOUR = 60 * MIN;
  const cases: [number, string][] = [
    [0, "now"],
    [-5, "now"],
    [1, "at 23:05, in less than a minute"],
    [MIN + 59 * SEC, "at 23:05, in 1 min"],
    [60 * MIN - 1, "at 23:05, in 59 min"],
    [HOUR, "at 23:05, in 1 h"],
    [2 * HOUR + 24 * MIN + 59 * SEC, "at 23:05, in 2 h 24 min"],
    [48 * HOUR - 1, "at 23:05, in 47 h 59 min"],
    [72 * HOUR - 1, "at 23:05, in 2 days 23 h"],
  ];
  for (const [ms, words] of cases) {
    expect(times.opening({ day: null, time: "23:05", ms })).toBe(words);
  }
  expect(
    times.opening({
      day: "Sunday 22 November 2026",
      time: "23:05",
      ms: 3 * 24 * HOUR,
    }),
  ).toBe("on Sunday 22 November 2026 at 23:05, in 3 days");
});

Deno.test("a duration is worded as people say it", () => {
  const lasted = (ms: number) => times.lasted({ ms });
  expect(lasted(59 * SEC)).toBe("under a minute");
  expect(lasted(MIN)).toBe("1 minute");
  expect(lasted(24 * MIN)).toBe("24 minutes");
  expect(lasted(60 * MIN)).toBe("1 hour");
  expect(lasted(125 * MIN)).toBe("2 hours 5 minutes");
});
