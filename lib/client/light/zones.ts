import { type Arch, archIn } from "./arch.ts";
import type { Size } from "./small_frame.ts";

/** Pixels of a frame by what they show, as numbers of pixels. */
export interface Zones {
  /** Well inside the face of someone who sits in the arch. */
  readonly face: Uint32Array;
  /** The left and the right cheek with what is above and below; the nose is in neither. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Around the head and above the shoulders. */
  readonly around: Uint32Array;
}

/** The face zone in the arch: smaller than a face, because nobody sits exactly. */
const FACE = { x: 0.42, y: 0.46 };
/** Where heads and hair end, in the arch. */
const HEAD = { x: 0.84, y: 0.88 };
/** Below it are shoulders. */
const SHOULDERS = 0.3;
/** Half the width of the strip between the cheeks, of the face zone. */
const NOSE = 0.2;

/** The zones of frames of one size, with the arch that the page draws unless another is given. */
export function zonesOf(size: Size, arch: Arch = archIn(size)): Zones {
  const { width, height } = size;
  const lists = {
    face: [] as number[],
    left: [] as number[],
    right: [] as number[],
    around: [] as number[],
  };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      const x = ((column + 0.5) / width - arch.cx) / arch.rx;
      const y = ((row + 0.5) / height - arch.cy) / arch.ry;
      const inFace = Math.hypot(x / FACE.x, y / FACE.y) <= 1;
      if (inFace) {
        lists.face.push(pixel);
        if (x < -NOSE * FACE.x) lists.left.push(pixel);
        if (x > NOSE * FACE.x) lists.right.push(pixel);
      } else if (Math.hypot(x / HEAD.x, y / HEAD.y) > 1 && y < SHOULDERS) {
        lists.around.push(pixel);
      }
    }
  }
  return {
    face: Uint32Array.from(lists.face),
    left: Uint32Array.from(lists.left),
    right: Uint32Array.from(lists.right),
    around: Uint32Array.from(lists.around),
  };
}

/** The zones of a picture without a person: all that is seen counts as what is in front. */
export function withoutFace(zones: Zones): Zones {
  return { ...zones, face: Uint32Array.from([...zones.face, ...zones.around]) };
}
