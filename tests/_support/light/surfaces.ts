/** What a scene shows at a place: head, hair, paper, body or background. */
import { type Colour, times } from "./colours.ts";
import type { Person, Scene } from "./scene.ts";

export interface Surface {
  readonly albedo: Colour;
  readonly normal: readonly [number, number, number];
  readonly shine: number;
  readonly isSkin: boolean;
  /** How much of the lamps' light arrives. */
  readonly lit: number;
  /** How much of all light arrives. */
  readonly dim: number;
  /** It is a source of light: `albedo` is its light. */
  readonly shines: boolean;
}

export interface Place {
  /** In the head: -1 to 1, y downwards. */
  readonly x: number;
  readonly y: number;
  /** In the arch: -1 to 1. */
  readonly ax: number;
  readonly ay: number;
  /** In the frame: 0 to 1. */
  readonly fx: number;
  readonly fy: number;
}

const FLAT = [0, 0, 1] as const;
const WHITE_OF_EYE: Colour = [0.6, 0.57, 0.54];
const IRIS: Colour = [0.04, 0.025, 0.02];
const TEETH: Colour = [0.62, 0.58, 0.5];
const PAPER: Colour = [0.83, 0.84, 0.85];

export function surfaceAt(scene: Scene, place: Place): Surface {
  const { person } = scene;
  const sheet = scene.paper ? paperAt(place) : null;
  if (sheet) return sheet;
  const radius = Math.hypot(place.x, place.y);
  if (radius < 1 && !covers(person, place)) return faceAt(person, place);
  if (hairAt(person, place, radius)) return hairOf(person, place, radius);
  return bodyAt(person, place) ?? backgroundAt(scene, place);
}

function surface(
  albedo: Colour,
  {
    normal = FLAT,
    shine = 0,
    isSkin = false,
    lit = 1,
    dim = 1,
    shines = false,
  }: Partial<Omit<Surface, "albedo">> = {},
): Surface {
  return { albedo, normal, shine, isSkin, lit, dim, shines };
}

/** A sheet of A4 that fills most of the arch, a little bent. */
function paperAt({ ax, ay }: Place): Surface | null {
  if (Math.abs(ax) > 0.72 || Math.abs(ay) > 0.8) return null;
  const tilt = 0.12 * ax;
  return surface(PAPER, { normal: normalised(tilt, 0.08, 1) });
}

/** Hair that falls into the face, or a scarf around it. */
function covers({ hair, fringe }: Person, { x, y }: Place): boolean {
  if (hair === "scarf") return Math.hypot(x / 0.84, (y + 0.02) / 0.88) > 1;
  if (hair === "none") return false;
  return y < -0.62 + 0.16 * fringe * x;
}

function hairAt({ hair }: Person, { x, y }: Place, radius: number): boolean {
  if (hair === "none") return false;
  if (radius < 1) return true;
  if (hair === "scarf") {
    return radius < 1.22 || y > 0 && y < 1.6 && Math.abs(x) < 0.9;
  }
  const isCap = Math.hypot(x, y + 0.08) < 1.14 && y < 0.1;
  if (hair === "short") return isCap;
  return isCap || y > -0.4 && y < 1.5 && Math.abs(x) > 0.7 &&
      Math.abs(x) < 1.18;
}

function hairOf(person: Person, { x, y }: Place, radius: number): Surface {
  const z = Math.sqrt(Math.max(0.05, 1 - Math.min(1, radius / 1.25) ** 2));
  const strand = 1 + 0.25 * Math.sin(31 * x + 7 * y);
  return surface(times(person.hairColour, strand), {
    normal: normalised(x / 1.25, -y / 1.25, z),
    shine: person.hair === "scarf" ? 0 : 0.02,
    dim: 0.85,
  });
}

/** Neck and shoulders. */
function bodyAt(person: Person, { x, y }: Place): Surface | null {
  if (y > 0.6 && y < 1.35 && Math.abs(x) < 0.5) {
    return surface(person.skin, {
      normal: normalised(x * 1.6, 0, 1),
      dim: 0.6,
    });
  }
  const shoulder = 1.15 + 0.22 * Math.abs(x) ** 1.5;
  if (y < shoulder || Math.abs(x) > 2.3) return null;
  return surface(person.clothes, {
    normal: normalised(x * 0.3, 0.3, 1),
    dim: 0.9,
  });
}

function backgroundAt({ background }: Scene, { fx, fy }: Place): Surface {
  const { window } = background;
  if (
    window && fx > window.left && fx < window.right && fy > window.top &&
    fy < window.bottom
  ) {
    return surface(window.light, { shines: true });
  }
  return surface(background.albedo(fx, fy), {
    dim: background.lit * (1 - 0.25 * fx),
  });
}

function faceAt(person: Person, { x, y }: Place): Surface {
  const z = Math.sqrt(Math.max(0, 1 - x * x - y * y));
  // An ellipsoid as deep as wide, with a nose.
  const nose = Math.exp(-((x / 0.13) ** 2) - ((y - 0.08) / 0.22) ** 2);
  const normal = normalised(x + nose * x * 6, -y / 1.3, z);
  const side = Math.abs(x);
  const eye = ((side - 0.4) / 0.17) ** 2 + ((y + 0.14) / 0.075) ** 2;
  if (eye < 1) {
    const isIris = Math.hypot((side - 0.4) / 1.3, y + 0.14) < 0.062;
    return surface(isIris ? IRIS : WHITE_OF_EYE, { normal, shine: 0.12 });
  }
  if (side > 0.2 && side < 0.62 && Math.abs(y + 0.31) < 0.04) {
    return surface(times(person.skin, 0.2), { normal });
  }
  const mouth = (x / 0.3) ** 2 + ((y - 0.5) / 0.1) ** 2;
  if (mouth < 1) {
    const isTeeth = Math.abs(y - 0.5) < 0.08 * person.teeth && side < 0.22;
    const [r, g, b] = person.skin;
    return surface(isTeeth ? TEETH : [r * 0.7, g * 0.4, b * 0.45], {
      normal,
      shine: 0.08,
    });
  }
  const isBeard = person.beard && y > 0.3 && Math.hypot(x, y) > 0.4;
  return surface(
    isBeard ? times(person.hairColour, 1.3) : skinAt(person, x, y),
    { normal, shine: isBeard ? 0 : person.shine, isSkin: !isBeard },
  );
}

/** Cheeks are redder, and the skin is not even. */
function skinAt({ skin: [r, g, b] }: Person, x: number, y: number): Colour {
  const cheek = Math.exp(
    -(((Math.abs(x) - 0.5) / 0.25) ** 2) - ((y - 0.2) / 0.25) ** 2,
  );
  const even = 1 + 0.03 * Math.sin(23 * x + 3) * Math.sin(19 * y + 1);
  return [
    r * even,
    g * even * (1 - 0.1 * cheek),
    b * even * (1 - 0.1 * cheek),
  ];
}

function normalised(
  x: number,
  y: number,
  z: number,
): readonly [number, number, number] {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
