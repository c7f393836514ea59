/**
 * What a stranger sends may be long, and must not cost more than its length:
 * the time for ten times as much is measured against the time for a tenth.
 */
import { expect } from "expect";
import { bareIdentifier } from "@/lib/domain/basic/identifier.ts";
import { BASE_URL, withApp } from "@/tests/_support/an_app.ts";
import { offerPages } from "@/tests/_support/offer_pages.ts";
import { DETAILS } from "@/tests/routes/_booking_form.ts";
import { trailingSlashes } from "fresh";

const SHORT = 6_000;

/** The square of ten is a hundred. */
const LINEAR = 30;
/** A busy machine makes one measurement longer, and never shorter. */
const ROUNDS = 12;

/** The quotient of the shortest times so far, measured in turn until it is small or enough was tried. */
async function growth(
  work: (length: number) => unknown,
  short = SHORT,
): Promise<number> {
  const shortest = { short: Infinity, long: Infinity };
  let quotient = Infinity;
  for (let i = 0; i < ROUNDS && quotient >= LINEAR; i++) {
    shortest.short = Math.min(shortest.short, await timeOf(work, short));
    shortest.long = Math.min(shortest.long, await timeOf(work, 10 * short));
    quotient = shortest.long / shortest.short;
  }
  return quotient;
}

async function timeOf(
  work: (length: number) => unknown,
  length: number,
): Promise<number> {
  const before = performance.now();
  await work(length);
  return Math.max(performance.now() - before, 0.05);
}

const around = (length: number) => `a${"*".repeat(length)}a`;

Deno.test("an identifier with many marks inside is read in the time of its length", async () => {
  expect(await growth((length) => bareIdentifier(around(length))))
    .toBeLessThan(LINEAR);
});

Deno.test("an address with many slashes is answered in the time of its length", async () => {
  await withApp(async (app) => {
    const ask = async (length: number) => {
      const path = `/${"/".repeat(length)}a/`;
      const response = await app.fetch(new Request(`${BASE_URL}${path}`));
      await response.body?.cancel();
    };
    expect(await growth(ask)).toBeLessThan(LINEAR);
  });
});

Deno.test("a booking form with a long zone is refused in the time of its length", async () => {
  await withApp(async (app) => {
    const pages = offerPages(app);
    const book = async (length: number) => {
      const form = { ...DETAILS, zone: around(length) };
      const refused = await pages.post("/book", "nobody", form);
      expect(refused.status).toBe(422);
    };
    // A form has at most 64 KiB.
    expect(await growth(book, 3_000)).toBeLessThan(LINEAR);
  });
});

Deno.test("Fresh's trailingSlashes redirects a long address in the time of its length", async () => {
  const redirect = trailingSlashes("never");
  const ask = async (length: number) => {
    const url = new URL(`${BASE_URL}/a${"/".repeat(length)}a/`);
    await redirect({
      url,
      req: new Request(url),
      redirect: () => new Response(),
      next: () => new Response(),
    } as never);
  };
  expect(await growth(ask)).toBeLessThan(LINEAR);
});
