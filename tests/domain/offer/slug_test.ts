import { expect } from "expect";
import fc from "fast-check";
import { parseArtistId } from "@/lib/domain/basic/ids.ts";
import { slugFrom } from "@/lib/domain/offer/slug.ts";

Deno.test("an id reads like the name", () => {
  expect(slugFrom("Inès Vidal", { taken: [], kind: "artist" })).toBe(
    "ines-vidal",
  );
  expect(slugFrom("  Skin & shade, matched! ", { taken: [], kind: "service" }))
    .toBe("skin-shade-matched");
  expect(slugFrom("Åsa Großmann-Łuk", { taken: [], kind: "artist" })).toBe(
    "asa-grossmann-luk",
  );
});

Deno.test("a name without Latin letters gets an id of its kind", () => {
  expect(slugFrom("نرگس", { taken: [], kind: "artist" })).toBe("artist");
  expect(slugFrom("★", { taken: ["artist"], kind: "artist" })).toBe("artist-2");
});

Deno.test("no record takes the address of the page for a new one", () => {
  expect(slugFrom("New", { taken: [], kind: "service" })).toBe("new-2");
});

Deno.test("property: an id is always valid and never someone else's", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), {
        maxLength: 12,
      }),
      (names) => {
        const taken: string[] = [];
        for (const name of [...names, ...names]) {
          const id = slugFrom(name, { taken, kind: "artist" });
          expect(parseArtistId(id)).toBe(id);
          expect(taken).not.toContain(id);
          taken.push(id);
        }
      },
    ),
  );
});
