import { type Colour, colour, times } from "./colours.ts";
import { type Random, randomOf } from "./random.ts";
import type { Background, Window } from "./scene.ts";

export const BACKGROUNDS = [
  "white wall",
  "dark wall",
  "shelf",
  "window",
] as const;

export type BackgroundName = typeof BACKGROUNDS[number];

const DARK_WALLS = ["33383d", "3a2c28", "27332c", "4a4a4c"];
const SPINES = [
  "8a3b2f",
  "d9d2c3",
  "2e4057",
  "b08a4e",
  "4c5b4a",
  "efece6",
  "1d1d1f",
  "7a6a8c",
];

export function background(
  name: BackgroundName,
  random: Random,
): Background {
  const lit = random.between(0.35, 0.9);
  switch (name) {
    case "white wall":
      return { albedo: even(times(colour("ece8e0"), 0.95)), lit, window: null };
    case "dark wall":
      return {
        albedo: even(colour(random.pick(DARK_WALLS))),
        lit,
        window: null,
      };
    case "shelf":
      return { albedo: shelf(random), lit, window: null };
    case "window":
      return {
        albedo: even(colour(random.pick(["cfc7b8", "9c9c98", "ece8e0"]))),
        lit,
        window: windowOf(random),
      };
  }
}

const even = (one: Colour) => () => one;

/** Boards, and books of different colours and widths. */
function shelf(random: Random): Background["albedo"] {
  const boards = Math.floor(random.between(3, 6));
  const name = String(random.next());
  const books = Array.from({ length: boards }, (_, board) => {
    const row = randomOf(`${name} ${board}`);
    return Array.from({ length: 16 }, () => colour(row.pick(SPINES)));
  });
  const wood = colour("6e5238");
  return (x, y) => {
    const at = (((y * boards) % boards) + boards) % boards;
    const row = books[Math.floor(at)]!;
    if (at % 1 > 0.86) return wood;
    const book = Math.floor(x * 13 + Math.sin(3 * Math.floor(at)));
    return row[((book % 16) + 16) % 16]!;
  };
}

/** A window that is no brighter than the room: the face is lit as well. */
function windowOf(random: Random): Window {
  const left = random.chance(0.5) ? 0 : 0.6;
  return {
    left,
    right: left + random.between(0.25, 0.4),
    top: 0,
    bottom: random.between(0.4, 0.7),
    light: times([0.95, 1, 1.06], random.between(0.7, 1.3)),
  };
}
