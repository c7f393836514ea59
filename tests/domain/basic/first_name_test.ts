import { expect } from "expect";
import { firstName, withoutTitles } from "@/lib/domain/basic/first_name.ts";
import { entryPage } from "@/words/entry_page.ts";

Deno.test("a first name is the first word, unless that is a title, a particle or an initial", () => {
  for (
    const [name, first] of [
      ["Inès Vidal", "Inès"],
      ["Clara", "Clara"],
      ["Ana María de la Cruz", "Ana"],
      ["Mary-Jane O'Brien", "Mary-Jane"],
      ["Marie Curie", "Marie"],
      ["Van", "Van"],
      ["", ""],
    ] as const
  ) expect([name, firstName(name)]).toEqual([name, first]);
  for (
    const name of [
      "Dr Anna Smith",
      "dr. anna smith",
      "DR ANNA SMITH",
      "Prof Ada Byron",
      "Mr Smith",
      "Mrs Smith",
      "Ms Smith",
      "Mx Smith",
      "Frau Müller",
      "Frau Dr Müller",
      "Herr Groß",
      "Mme Dupont",
      "M Dupont",
      "M. Dupont",
      "Sra García",
      "Sra. García",
      "Sig.ra Rossi",
      "Dipl.-Ing. Weber",
      "van Dijk",
      "Van der Berg",
      "de la Cruz",
      "J. Smith",
      "J Smith",
    ]
  ) expect(firstName(`  ${name} `)).toBe(name);
});

Deno.test("initials skip what comes before a name", () => {
  expect(withoutTitles("Frau Dr. Anna Smith")).toBe("Anna Smith");
  expect(withoutTitles("van Dijk")).toBe("Dijk");
  expect(withoutTitles("Inès Vidal")).toBe("Inès Vidal");
  expect(withoutTitles("Mme")).toBe("Mme");
});

Deno.test("what stands for an artist whose record is gone stays whole", () => {
  const { yourArtist, yourArtistWithin } = entryPage;
  expect(firstName(yourArtist)).toBe(yourArtist);
  expect(firstName(yourArtistWithin)).toBe(yourArtistWithin);
});
