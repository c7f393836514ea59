import { expect } from "expect";
import { readStudioFile } from "@/scripts/studio_file.ts";

const EXAMPLE = await Deno.readTextFile(
  new URL("../../docs/studio.example.json", import.meta.url),
);

Deno.test("the example in docs/ is a studio that can be used", () => {
  const read = readStudioFile(EXAMPLE);
  expect(read).toMatchObject({
    ok: true,
    file: { studio: { name: "Atelier Rosewood" } },
  });
});

Deno.test("everything that is wrong with a studio is said at once, with its place", () => {
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

Deno.test("a service may not own more of the diary than one booking can claim", () => {
  const long = JSON.parse(EXAMPLE);
  long.services[0].minutes = 136;
  expect(readStudioFile(JSON.stringify(long)).ok).toBe(false);
  long.services[0].minutes = 135;
  expect(readStudioFile(JSON.stringify(long)).ok).toBe(true);
});

Deno.test("what is not JSON is refused as such", () => {
  expect(readStudioFile("{")).toMatchObject({ ok: false });
});
