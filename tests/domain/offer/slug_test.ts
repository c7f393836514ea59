import { expect } from "expect";
import fc from "fast-check";
import { parseArtistId } from "@/lib/domain/ids.ts";
import { slugFrom } from "@/lib/domain/slug.ts";

Deno.test("an id reads like the name", () => {
  expect(slugFrom("Inès Vidal", [], "artist")).toBe("ines-vidal");
  expect(slugFrom("  Skin & shade, matched! ", [], "service"))
    .toBe("skin-shade-matched");
  expect(slugFrom("Åsa Großmann-Łuk", [], "artist")).toBe("asa-grossmann-luk");
});

Deno.test("a name without Latin letters is called by what it is", () => {
  expect(slugFrom("نرگس", [], "artist")).toBe("artist");
  expect(slugFrom("★", ["artist"], "artist")).toBe("artist-2");
});

Deno.test("no record takes the address of the page for a new one", () => {
  expect(slugFrom("New", [], "service")).toBe("new-2");
});

Deno.test("property: an id is always one, and never somebody else's", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), {
        maxLength: 12,
      }),
      (names) => {
        const taken: string[] = [];
        for (const name of [...names, ...names]) {
          const id = slugFrom(name, taken, "artist");
          expect(parseArtistId(id)).toBe(id);
          expect(taken).not.toContain(id);
          taken.push(id);
        }
      },
    ),
  );
});
