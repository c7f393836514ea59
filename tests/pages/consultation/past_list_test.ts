import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import { EMPTY_LOOK_SHEET } from "@/lib/domain/look/look_sheet.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import { listPast } from "@/lib/pages/consultation/past_list.ts";
import { aConsultation, START } from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";

const ARTIST = { id: "ines-vidal", zone: "Europe/Berlin" } as Artist;
const OLDEST = 1_200;

/** So many consultations, the oldest of another client; and how many were read. */
function aDiary() {
  const one = aConsultation("declined");
  const diary: Consultation[] = Array.from({ length: OLDEST }, (_, n) => ({
    ...one,
    id: idOf(n),
    startsAt: START - n * MINUTE,
    client: { ...one.client, name: n === OLDEST - 1 ? "Nora" : "Mara" },
  }));
  const count = { read: 0 };
  return {
    count,
    deps: {
      clock: new FakeClock(START + MINUTE),
      joinPolicy: DEFAULT_JOIN_POLICY,
      consultations: {
        pastOf(
          _artist: string,
          { before, limit }: {
            readonly before: { readonly startsAt: number };
            readonly limit: number;
          },
        ) {
          const from = diary.findIndex((d) => d.startsAt < before.startsAt);
          const some = from < 0 ? [] : diary.slice(from, from + limit);
          count.read += some.length;
          return Promise.resolve(some);
        },
      },
      lookSheets: {
        readAll: (ids: readonly ConsultationId[]) =>
          Promise.resolve(ids.map(() => EMPTY_LOOK_SHEET)),
      },
    } as unknown as Parameters<typeof listPast>[0],
  };
}

const DIGITS = "abcdefghij";
const idOf = (n: number) =>
  `${n}`.padStart(26, "0").replace(
    /\d/g,
    (d) => DIGITS[Number(d)]!,
  ) as ConsultationId;

Deno.test("a search reads a bounded number for one page, and goes on from there", async () => {
  const { deps, count } = aDiary();
  const find = (from: string | null) =>
    listPast(deps, { artist: ARTIST, query: "nora", from });
  const first = await find(null);
  expect(first.rows).toEqual([]);
  expect(count.read).toBe(1_000);
  expect(first.earlier).not.toBe(null);
  const second = await find(first.earlier);
  expect(second.rows.map(({ client }) => client)).toEqual(["Nora"]);
  expect(second.earlier).toBe(null);
  expect(count.read).toBe(OLDEST);
});

Deno.test("a search that fills a page begins the next one right after it", async () => {
  const { deps } = aDiary();
  const seen: string[] = [];
  let from: string | null = null;
  do {
    const page = await listPast(deps, { artist: ARTIST, query: "mara", from });
    seen.push(...page.rows.map(({ id }) => id));
    from = page.earlier;
  } while (from !== null);
  expect(seen).toEqual(
    Array.from({ length: OLDEST - 1 }, (_, n) => idOf(n)),
  );
});
