import { expect } from "expect";
import fc from "fast-check";
import { DAY, HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  CELL,
  cellsOf,
  freeSlots,
  isOnGrid,
  MAX_CELLS,
  nearest,
  type SlotQuery,
} from "@/lib/domain/booking/slot.ts";

const MIDNIGHT = Date.parse("2026-11-23T00:00:00Z");
const at = (clock: string, day = "2026-11-22") =>
  Date.parse(`${day}T${clock}Z`);

function slots(question: Partial<SlotQuery>): string[] {
  return freeSlots({
    openings: [{ from: at("10:00"), to: at("12:00") }],
    busy: new Set(),
    durationMs: 45 * MINUTE,
    bufferMs: 0,
    notBefore: 0,
    ...question,
  }).map((start) => new Date(start).toISOString().slice(11, 16));
}

Deno.test("the grid is quarters of an hour", () => {
  expect(isOnGrid(at("10:15"))).toBe(true);
  expect(isOnGrid(at("10:15") + 1)).toBe(false);
  expect(isOnGrid(NaN)).toBe(false);
  expect(isOnGrid(Infinity)).toBe(false);
  expect(isOnGrid(Number.MAX_SAFE_INTEGER + 1)).toBe(false);
});

Deno.test("the cells of a span continue across midnight", () => {
  expect(cellsOf({ from: MIDNIGHT - 30 * MINUTE, to: MIDNIGHT + 15 * MINUTE }))
    .toEqual([MIDNIGHT - 2 * CELL, MIDNIGHT - CELL, MIDNIGHT]);
});

Deno.test("a span owns every cell that it touches, and none that it only borders on", () => {
  expect(cellsOf({ from: MIDNIGHT, to: MIDNIGHT + CELL })).toEqual([MIDNIGHT]);
  expect(cellsOf({ from: MIDNIGHT + 1, to: MIDNIGHT + CELL + 1 }))
    .toEqual([MIDNIGHT, MIDNIGHT + CELL]);
});

Deno.test("the longest booking fits into one atomic write: ten checks including the record's own", () => {
  expect(MAX_CELLS + 1).toBeLessThanOrEqual(10);
});

Deno.test("slots start on the grid and end within the opening", () => {
  expect(slots({})).toEqual([
    "10:00",
    "10:15",
    "10:30",
    "10:45",
    "11:00",
    "11:15",
  ]);
});

Deno.test("a taken cell removes every start that would touch it", () => {
  expect(slots({ busy: new Set([at("11:00")]) })).toEqual([
    "10:00",
    "10:15",
    "11:15",
  ]);
});

Deno.test("a slot may run from one day into the next", () => {
  const openings = [{
    from: MIDNIGHT - 30 * MINUTE,
    to: MIDNIGHT + 30 * MINUTE,
  }];
  expect(slots({ openings })).toEqual(["23:30", "23:45"]);
});

Deno.test("a slot may not run from one opening into another", () => {
  const openings = [
    { from: at("10:00"), to: at("10:30") },
    { from: at("11:00"), to: at("11:45") },
  ];
  expect(slots({ openings })).toEqual(["11:00"]);
});

Deno.test("nothing starts before the notice is over, or off the grid after it", () => {
  expect(slots({ notBefore: at("10:31") })).toEqual([
    "10:45",
    "11:00",
    "11:15",
  ]);
  expect(slots({ notBefore: at("10:45") })).toEqual([
    "10:45",
    "11:00",
    "11:15",
  ]);
});

Deno.test("an opening off the grid, as in some zones, still offers starts on the grid", () => {
  const openings = [{ from: at("10:05"), to: at("11:20") }];
  expect(slots({ openings })).toEqual(["10:15", "10:30"]);
});

Deno.test("openings that overlap offer each start once", () => {
  const opening = { from: at("10:00"), to: at("11:00") };
  expect(slots({ openings: [opening, opening] })).toEqual(["10:00", "10:15"]);
});

Deno.test("the nearest free starts come first, and of two equally near the earlier", () => {
  const free = [at("09:00"), at("10:45"), at("11:15"), at("15:00")];
  expect(nearest(at("11:00"), free, { count: 3 })).toEqual([
    at("10:45"),
    at("11:15"),
    at("09:00"),
  ]);
  expect(nearest(at("11:00"), [], { count: 3 })).toEqual([]);
});

Deno.test("property: a free slot is inside an opening, on the grid and on free cells, and none is missing", () => {
  const quarter = fc.nat(96).map((n) => MIDNIGHT + n * 5 * MINUTE);
  fc.assert(fc.property(
    fc.array(fc.tuple(quarter, quarter), { maxLength: 4 }),
    fc.array(fc.nat(95).map((n) => MIDNIGHT + n * CELL)),
    fc.integer({ min: 1, max: MAX_CELLS - 2 }),
    fc.nat(2),
    quarter,
    (pairs, taken, cells, buffer, notBefore) => {
      const openings = pairs.map(([from, to]) => ({ from, to }));
      const busy = new Set(taken);
      const durationMs = cells * CELL;
      const found = freeSlots({
        openings,
        busy,
        durationMs,
        bufferMs: buffer * CELL,
        notBefore,
      });
      // The same result, computed by brute force.
      const expected: number[] = [];
      for (let start = MIDNIGHT; start < MIDNIGHT + DAY; start += CELL) {
        const end = start + durationMs;
        const open = openings.some(({ from, to }) =>
          from <= start && end <= to
        );
        const clear = cellsOf({ from: start, to: end + buffer * CELL })
          .every((cell) => !busy.has(cell));
        if (open && clear && start >= notBefore) expected.push(start);
      }
      expect(found).toEqual(expected);
    },
  ));
});

Deno.test("property: two bookings that overlap in time share a cell", () => {
  const span = fc.tuple(fc.nat(6 * HOUR), fc.integer({ min: 1, max: 3 * HOUR }))
    .map(([from, length]) => ({ from, to: from + length }));
  fc.assert(fc.property(span, span, (a, b) => {
    const overlap = a.from < b.to && b.from < a.to;
    const cells = new Set(cellsOf(a));
    if (overlap) expect(cellsOf(b).some((cell) => cells.has(cell))).toBe(true);
  }));
});
