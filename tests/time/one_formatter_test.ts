/**
 * Times are formatted in one place and stored as instants: with a second
 * formatter, or local times in the store, one appointment could have two times.
 */
import { expect } from "expect";
import { START, withApp } from "@/tests/_support/an_app.ts";
import { video } from "@/tests/routes/_requests.ts";

/** Code that formats, parses or computes local time. `toISOString` and `getTime` do not. */
const LOCAL_TIME = [
  /\btoLocale(?:Date|Time)?String\s*\(/,
  /\bto(?:Date|Time|UTC|GMT)String\s*\(/,
  /\b(?:DateTime|RelativeTime|Duration)Format\b/,
  /\.(?:get|set)(?:UTC)?(?:Hours|Minutes|Date|Day|Month|FullYear|Year)\s*\(/,
  /\bgetTimezoneOffset\b/,
  /\bTemporal\b/,
  // Date components make a local time, and so does a string without a zone.
  /\bnew Date\([^()]*,/,
];

/** Each reads zones but formats no time. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "lib/domain/basic/calendar.ts": "whether a zone exists",
  "lib/client/entries/zone_link.ts": "which zone the browser is in",
};

async function filesOf(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) files.push(...await filesOf(path));
    else if (/\.tsx?$/.test(name)) files.push(path);
  }
  return files;
}

/** Comments are ignored. */
const code = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");

Deno.test("times are formatted and computed in lib/time, and nowhere else", async () => {
  const found = new Set<string>();
  const where = ["lib", "routes", "islands", "components"];
  const files = (await Promise.all(where.map(filesOf))).flat();
  expect(files.length).toBeGreaterThan(300);
  for (const file of files) {
    const text = code(await Deno.readTextFile(file));
    if (LOCAL_TIME.some((pattern) => pattern.test(text))) found.add(file);
  }
  const inTime = [...found].filter((file) => file.startsWith("lib/time/"));
  // The patterns do match.
  expect(inTime.sort()).toEqual([
    "lib/time/format.ts",
    "lib/time/openings.ts",
    "lib/time/zone_offsets.ts",
  ]);
  expect([...found].filter((file) => !file.startsWith("lib/time/")).sort())
    .toEqual(Object.keys(ELSEWHERE).sort());
});

Deno.test("the store keeps instants as numbers, and the API sends them in UTC", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const started = await app.ask(`${video(id)}/start-session`, {
      method: "POST",
      as: "artist",
    });
    const answers = [
      await started.json(),
      await (await app.ask(`${video(id)}/waiting-status`, { as: "client" }))
        .json(),
      await (await app.ask("/api/artist/day", { as: "artist" })).json(),
    ];
    const told = answers.flatMap(instantsIn);
    expect(told.length).toBeGreaterThan(10);
    for (const [name, value] of told) {
      expect([name, value]).toEqual([
        name,
        expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      ]);
    }
    const kept = instantsIn(await app.record(id));
    expect(kept.map(([name]) => name))
      .toEqual(expect.arrayContaining(["startsAt", "arrangedAt"]));
    for (const [name, value] of kept) {
      expect([name, Number.isSafeInteger(value)]).toEqual([name, true]);
    }
  });
});

/** Every member, at any depth, whose name marks an instant. */
function instantsIn(value: unknown): [name: string, value: unknown][] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    inner !== null && /(?:At|^now|^since)$/.test(name)
      ? [[name, inner] as [string, unknown]]
      : instantsIn(inner)
  );
}
