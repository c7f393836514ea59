import { expect } from "expect";
import { count, duration, list, plural, wait } from "@/lib/words/format.ts";
import { HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";

const EN = "en-GB";

Deno.test("count writes the number with the form that the language has for it", () => {
  const photos = { one: "photo", other: "photos" };
  expect([0, 1, 2, 1_200].map((n) => count(EN, { n, of: photos }))).toEqual([
    "0 photos",
    "1 photo",
    "2 photos",
    "1,200 photos",
  ]);
  const zdjecia = { one: "zdjęcie", few: "zdjęcia", other: "zdjęć" };
  expect([1, 3, 5, 22].map((n) => count("pl", { n, of: zdjecia })))
    .toEqual(["1 zdjęcie", "3 zdjęcia", "5 zdjęć", "22 zdjęcia"]);
});

Deno.test("plural answers with the form alone", () => {
  const of = { one: "is", other: "are" };
  expect([1, 2].map((n) => plural(EN, { n, of }))).toEqual(["is", "are"]);
});

Deno.test("list joins as the language does", () => {
  expect(list(EN, ["Clara"])).toBe("Clara");
  expect(list(EN, ["Clara", "Inès", "Dora"])).toBe("Clara, Inès and Dora");
  expect(list("de", ["Clara", "Inès"])).toBe("Clara und Inès");
});

Deno.test("duration is to the minute, in hours from the first hour on", () => {
  expect(
    [1, 24, 59.6, 60, 65, 121].map((minutes) => duration(EN, minutes * MINUTE)),
  ).toEqual([
    "1 minute",
    "24 minutes",
    "1 hour",
    "1 hour",
    "1 hour 5 minutes",
    "2 hours 1 minute",
  ]);
  expect(duration("de", 65 * MINUTE)).toBe("1 Stunde 5 Minuten");
});

Deno.test("wait is one unit and never less than is left", () => {
  expect(
    [1, 59 * SECOND, MINUTE, MINUTE + 1, 119 * MINUTE, 2 * HOUR, 49 * HOUR]
      .map((ms) => wait(EN, ms)),
  ).toEqual([
    "1 second",
    "59 seconds",
    "1 minute",
    "2 minutes",
    "119 minutes",
    "2 hours",
    "3 days",
  ]);
});
