import { expect } from "expect";
import { clock, duration, firstName, until } from "@/lib/client/words.ts";

const SEC = 1_000;
const MIN = 60 * SEC;

Deno.test("people are called by their first name, unless all there is of it is a title", () => {
  expect(firstName("Inès Vidal")).toBe("Inès");
  expect(firstName("  Mara ")).toBe("Mara");
  expect(firstName("Dr. Odile Marchand")).toBe("Dr. Odile Marchand");
  expect(firstName("")).toBe("");
});

Deno.test("a countdown never says less than is left, and ends with now", () => {
  const cases: [number, string][] = [
    [0, "now"],
    [-5, "now"],
    [1, "in 1 second"],
    [59 * SEC, "in 59 seconds"],
    [59_001, "in 1 minute"],
    [MIN + 1, "in 2 minutes"],
    [119 * MIN, "in 119 minutes"],
    [121 * MIN, "in 3 hours"],
    [49 * 60 * MIN, "in 3 days"],
  ];
  for (const [ms, words] of cases) expect(until(ms, 0)).toBe(words);
});

Deno.test("a duration is told as people tell it", () => {
  expect(duration(59 * SEC)).toBe("under a minute");
  expect(duration(MIN)).toBe("1 minute");
  expect(duration(24 * MIN)).toBe("24 minutes");
  expect(duration(60 * MIN)).toBe("1 hour");
  expect(duration(125 * MIN)).toBe("2 hours 5 minutes");
});

Deno.test("a running clock shows hours only when there are any", () => {
  expect(clock(0)).toBe("0:00");
  expect(clock(65 * SEC)).toBe("1:05");
  expect(clock(61 * MIN + 5 * SEC)).toBe("1:01:05");
  expect(clock(-1)).toBe("0:00");
});
