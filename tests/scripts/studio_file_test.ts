import { expect } from "expect";
import { readStudioFile } from "@/scripts/studio_file.ts";

const EXAMPLE = await Deno.readTextFile(
  new URL("../../docs/studio.example.json", import.meta.url),
);

Deno.test("the example in docs/ is a valid studio", () => {
  const read = readStudioFile(EXAMPLE);
  expect(read).toMatchObject({
    ok: true,
    file: { studio: { name: "Atelier Rosewood" } },
  });
});

Deno.test("all errors of a studio are reported at once, with their place in the file", () => {
  const broken = JSON.parse(EXAMPLE);
  broken.studio.zone = "Mars/Olympus";
  broken.services[0].minutes = 600;
  broken.artists[0].services = ["no-such"];
  broken.artists[0].hours[0].to = "08:00";
  broken.admins = [];
  const read = readStudioFile(JSON.stringify(broken));
  if (read.ok) throw new Error("It was taken");
  const said = read.issues.join("\n");
  for (
    const place of [
      "studio.zone",
      "services[0].minutes",
      "no-such",
      "hours[0]",
      "admins",
    ]
  ) {
    expect(said).toContain(place);
  }
});

Deno.test("a service cannot need more cells than one booking can claim", () => {
  const long = JSON.parse(EXAMPLE);
  long.services[0].minutes = 121;
  expect(readStudioFile(JSON.stringify(long)).ok).toBe(false);
  long.services[0].minutes = 120;
  expect(readStudioFile(JSON.stringify(long)).ok).toBe(true);
});

Deno.test("the file supports buffers, questions, single days and time off", () => {
  const read = readStudioFile(EXAMPLE);
  if (!read.ok) throw new Error(read.issues.join("\n"));
  const [service] = read.file.services;
  expect(service).toMatchObject({ bufferMinutes: 15, retired: false });
  expect(service!.questions.map(({ id, kind }) => [id, kind])).toEqual([
    ["what-is-the-occasion", "text"],
    ["what-is-your-skin-type", "choice"],
    ["do-you-have-any-allergies", "yes_no"],
  ]);
  const [artist] = read.file.artists;
  expect(artist!.exceptions.map(({ date }) => date))
    .toEqual(["2027-05-15", "2027-05-17"]);
  expect(artist!.timeOff).toEqual([{ from: "2027-07-19", to: "2027-08-01" }]);
});

Deno.test("a file follows the same rules as the pages: overlaps, invalid dates, two artists with one address", () => {
  const broken = JSON.parse(EXAMPLE);
  broken.artists[0].hours[1].from = "12:00";
  broken.artists[0].exceptions[0].date = "2027-02-29";
  broken.artists.push({ ...broken.artists[0] });
  broken.admins[0].email = "INES@atelier.example";
  const read = readStudioFile(JSON.stringify(broken));
  if (read.ok) throw new Error("It was taken");
  const said = read.issues.join("\n");
  expect(said).toContain(
    "artists[0].hours[1].from: This overlaps 09:00–12:30.",
  );
  expect(said).toContain("artists[0].exceptions[0].date");
});

Deno.test("ids and addresses are unique", () => {
  const broken = JSON.parse(EXAMPLE);
  broken.artists.push({ ...broken.artists[0] });
  broken.admins[0].email = "INES@atelier.example";
  const read = readStudioFile(JSON.stringify(broken));
  if (read.ok) throw new Error("It was taken");
  expect(read.issues).toEqual([
    "artists: ines-vidal appears more than once",
    "artists and admins: ines@atelier.example appears more than once",
  ]);
});

Deno.test("invalid JSON is refused as such", () => {
  expect(readStudioFile("{")).toMatchObject({ ok: false });
});
