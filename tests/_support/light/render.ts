/** Renders a scene's light, before any camera. */
import { archIn } from "@/lib/client/light/arch.ts";
import type { Size } from "@/lib/client/light/small_frame.ts";
import { type Colour, product, times } from "./colours.ts";
import type { Scene } from "./scene.ts";
import { type Surface, surfaceAt } from "./surfaces.ts";

/** Linear light of a frame: three numbers a pixel. */
export interface Radiance extends Size {
  readonly light: Float32Array;
  /** Whether a pixel shows the skin of the face. */
  readonly skin: Uint8Array;
}

/** How far head and camera have moved, in fractions of the arch. */
export interface Moved {
  readonly headX: number;
  readonly headY: number;
  readonly cameraX: number;
  readonly cameraY: number;
}

/** The same light a little later, moved as a whole by less than a pixel or two (bilinear). */
export function shifted(
  { width, height, light, skin }: Radiance,
  { x, y }: { readonly x: number; readonly y: number },
): Radiance {
  const [dx, dy] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - dx, y - dy];
  const near = (value: number, most: number) =>
    Math.max(0, Math.min(most - 1, value));
  const moved = new Float32Array(light.length);
  for (let row = 0; row < height; row++) {
    const top = near(row + dy, height) * width;
    const bottom = near(row + dy + 1, height) * width;
    for (let column = 0; column < width; column++) {
      const left = near(column + dx, width);
      const right = near(column + dx + 1, width);
      const to = (row * width + column) * 3;
      const [a, b] = [(top + left) * 3, (top + right) * 3];
      const [c, d] = [(bottom + left) * 3, (bottom + right) * 3];
      for (let channel = 0; channel < 3; channel++) {
        moved[to + channel] = (1 - fy) *
            ((1 - fx) * light[a + channel]! + fx * light[b + channel]!) +
          fy * ((1 - fx) * light[c + channel]! + fx * light[d + channel]!);
      }
    }
  }
  return { width, height, light: moved, skin };
}

export const STILL: Moved = { headX: 0, headY: 0, cameraX: 0, cameraY: 0 };

export function render(
  scene: Scene,
  { size, moved = STILL }: { readonly size: Size; readonly moved?: Moved },
): Radiance {
  const { width, height } = size;
  const arch = archIn(size);
  const light = new Float32Array(width * height * 3);
  const skin = new Uint8Array(width * height);
  const { person } = scene;
  const [x0, y0] = [
    person.x + moved.headX + moved.cameraX,
    person.y + moved.headY + moved.cameraY,
  ];
  // Heads are higher than wide, and the arch is 4 wide by 5 high.
  const [rx, ry] = [person.size, person.size * 1.3 * 4 / 5];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [fx, fy] = [(column + 0.5) / width, (row + 0.5) / height];
      // From -1 to 1 across the arch, then from -1 to 1 across the head.
      const ax = (fx - arch.cx) / arch.rx;
      const ay = (fy - arch.cy) / arch.ry;
      const surface = surfaceAt(scene, {
        x: (ax - 2 * x0) / (2 * rx),
        y: (ay - 2 * y0) / (2 * ry),
        ax,
        ay,
        fx: fx - moved.cameraX * arch.rx * 2,
        fy: fy - moved.cameraY * arch.ry * 2,
      });
      const pixel = row * width + column;
      const [r, g, b] = shade(scene, surface);
      light[pixel * 3] = r;
      light[pixel * 3 + 1] = g;
      light[pixel * 3 + 2] = b;
      skin[pixel] = surface.isSkin ? 1 : 0;
    }
  }
  return { width, height, light, skin };
}

/** Lambert and Blinn–Phong. */
function shade(scene: Scene, surface: Surface): Colour {
  if (surface.shines) return surface.albedo;
  const [nx, ny, nz] = surface.normal;
  let [r, g, b] = product(surface.albedo, scene.ambient);
  for (const { from: [lx, ly, lz], light } of scene.lamps) {
    const facing = nx * lx + ny * ly + nz * lz;
    if (facing <= 0) continue;
    const diffuse = facing * surface.lit;
    const half = Math.hypot(lx, ly, lz + 1);
    const towards = (nx * lx + ny * ly + nz * (lz + 1)) / half;
    const gloss = surface.shine * towards ** 24 * surface.lit;
    r += light[0] * (surface.albedo[0] * diffuse + gloss);
    g += light[1] * (surface.albedo[1] * diffuse + gloss);
    b += light[2] * (surface.albedo[2] * diffuse + gloss);
  }
  return times([r, g, b], surface.dim);
}
