import { expect } from "expect";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";

const ROOT = new URL("../../../", import.meta.url);

Deno.test("what is limited, and to how much", () => {
  const table = Object.values(RATE_LIMITS)
    .map(({ name, most, windowMs, per }) =>
      `${name}: ${most} in ${inWords(windowMs)} per ${per}`
    );
  expect(table).toEqual([
    "bookings: 20 in 10 min per address",
    "bookings with phone: 5 in 24 h per hash of a number",
    "request mails: 5 in 1 h per artist",
    "photos: 60 in 10 min per address",
    "photo bytes: 100663296 in 1 h per address",
    "connection tests: 60 in 10 min per address",
    "stills: 60 in 10 min per consultation",
    "still changes: 60 in 10 min per consultation",
    "photo forms: 10 in 10 min per address",
    "booking forms: 60 in 10 min per address",
    "chat messages: 20 in 1 min per consultation and party",
    "reschedules: 10 in 1 h per consultation",
    "detail changes: 20 in 1 h per consultation",
    "reschedules of a client: 20 in 24 h per hash of a mail address",
    "reschedules with an artist: 40 in 24 h per artist",
    "look sheet writes: 120 in 1 min per consultation",
    "private notes writes: 120 in 1 min per consultation",
    "look sheet mails: 10 in 1 h per consultation",
    "ratings: 30 in 1 h per consultation",
    "link mails by asker: 10 in 1 h per address",
    "link mails: 3 in 1 h per consultation",
    "link mails to: 6 in 24 h per hash of a mail address",
    "sign-ins: 30 in 15 min per address",
    "sign-in mails by device: 5 in 15 min per browser that signed in before",
    "sign-in codes: 20 in 1 h per hash of a mail address, or browser that signed in before",
    "calendar addresses: 20 in 1 h per artist",
    "calendar reads: 60 in 1 min per address",
    "texts: 12 in 24 h per hash of a number",
  ]);
});

Deno.test("no two limits share a count", () => {
  const names = Object.values(RATE_LIMITS).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  // A count's key is the name, a colon and the key.
  expect(names.filter((name) => name.includes(":"))).toEqual([]);
});

Deno.test("each limit is used in one place, and nothing is limited beside the table", async () => {
  const places = new Map<string, string[]>();
  const beside: string[] = [];
  for (const folder of ["lib", "routes"]) {
    for await (const file of sourcesIn(new URL(`${folder}/`, ROOT))) {
      const text = await Deno.readTextFile(file);
      for (const [, name] of text.matchAll(/RATE_LIMITS\.(\w+)/g)) {
        places.set(name!, [...places.get(name!) ?? [], file.pathname]);
      }
      for (
        const [call] of text.matchAll(/rateLimits\.take\(\s*[\w.]+/g)
      ) {
        if (!/\(\s*RATE_LIMITS\./.test(call)) beside.push(file.pathname);
      }
    }
  }
  expect(beside).toEqual([]);
  expect([...places.keys()].toSorted())
    .toEqual(Object.keys(RATE_LIMITS).toSorted());
  for (const [name, files] of places) {
    expect([name, files.length]).toEqual([name, 1]);
  }
});

function inWords(ms: number): string {
  return ms < HOUR ? `${ms / MINUTE} min` : `${ms / HOUR} h`;
}

async function* sourcesIn(folder: URL): AsyncGenerator<URL> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sourcesIn(new URL(`${name}/`, folder));
    else if (/\.tsx?$/.test(name)) yield new URL(name, folder);
  }
}
