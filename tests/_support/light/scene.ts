import type { Colour } from "./colours.ts";

/** Who sits there. Lengths are fractions of the arch's width and height. */
export interface Person {
  readonly skin: Colour;
  readonly hair: Hair;
  readonly hairColour: Colour;
  /** Half the head's width, and where it is. */
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly clothes: Colour;
  /** How strongly the skin shines. */
  readonly shine: number;
  readonly beard: boolean;
  /** How far the mouth is open, with teeth. */
  readonly teeth: number;
  /** Which side a fringe falls to. */
  readonly fringe: number;
}

export type Hair = "none" | "short" | "long" | "scarf";

/** A lamp far away. Directions: x to the right of the picture, y up, z to the camera. */
export interface Lamp {
  readonly from: readonly [number, number, number];
  /** Colour times power: a white surface facing it has this radiance. */
  readonly light: Colour;
}

export interface Background {
  /** The albedo at a place, in fractions of the frame. */
  readonly albedo: (x: number, y: number) => Colour;
  /** How much of the face's light falls on it. */
  readonly lit: number;
  /** A window: it shines by itself. */
  readonly window: Window | null;
}

/** Fractions of the frame. */
export interface Window {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly light: Colour;
}

export interface Scene {
  readonly person: Person;
  readonly lamps: readonly Lamp[];
  /** Light from all sides. */
  readonly ambient: Colour;
  readonly background: Background;
  /** A sheet of white paper in the arch, before the face. */
  readonly paper: boolean;
}
