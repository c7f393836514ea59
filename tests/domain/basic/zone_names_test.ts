import { expect } from "expect";
import { listedZones, todaysZone } from "@/lib/domain/basic/zone_names.ts";
import { isZone } from "@/lib/domain/basic/calendar.ts";

const TODAY = [
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Asia/Saigon", "Asia/Ho_Chi_Minh"],
  ["Asia/Rangoon", "Asia/Yangon"],
  ["Asia/Katmandu", "Asia/Kathmandu"],
  ["America/Godthab", "America/Nuuk"],
  ["Pacific/Enderbury", "Pacific/Kanton"],
] as const;

for (const [old, today] of TODAY) {
  Deno.test(`${today} is in the list by today's name and by ${old}, and both are accepted`, () => {
    const listed = listedZones();
    expect(listed).toContainEqual({
      name: today,
      label: today.replaceAll("_", " "),
    });
    expect(listed).toContainEqual({
      name: old,
      label: `${old} (${today.replaceAll("_", " ")})`,
    });
    expect(todaysZone(old)).toBe(today);
    expect([isZone(old), isZone(today)]).toEqual([true, true]);
  });
}

Deno.test("the list has UTC, no name twice, and every zone that the engine knows", () => {
  const names = listedZones().map(({ name }) => name);
  expect(names.at(-1)).toBe("UTC");
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(Intl.supportedValuesOf("timeZone")),
  );
});

Deno.test("today's names stay, on an engine that lists them", () => {
  const names = listedZones(["Europe/Kyiv", "UTC"]).map(({ name }) => name);
  expect(names).toEqual(["Europe/Kyiv", "UTC"]);
});

Deno.test("every today's name is the same zone as its old one", () => {
  const noon = Date.UTC(2026, 6, 1, 12);
  for (const { name } of listedZones()) {
    const hour = (timeZone: string) =>
      new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit" }).format(noon);
    expect([name, hour(name)]).toEqual([name, hour(todaysZone(name))]);
  }
});
