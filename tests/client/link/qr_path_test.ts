import { expect } from "expect";
import { qrPath } from "@/lib/client/link/qr_path.ts";

const LINK = `https://a-studio-with-a-long-name.example/c/${
  "c".repeat(26)
}#mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5-_`;

/** The dark modules that the path draws. */
function drawn(path: string): ReadonlySet<string> {
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let i = 0; i < Number(width); i++) dark.add(`${Number(x) + i},${y}`);
  }
  return dark;
}

/** The square in three corners of a code: 7 wide, a ring and a core. */
function isFinder(dark: ReadonlySet<string>, left: number, top: number) {
  for (let x = 0; x < 7; x++) {
    for (let y = 0; y < 7; y++) {
      const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
      if (dark.has(`${left + x},${top + y}`) !== (ring !== 2)) return false;
    }
  }
  return true;
}

Deno.test("a code has its three corners, and four light modules on each side", () => {
  const { size, path } = qrPath(LINK);
  const dark = drawn(path);
  const end = size - 4;
  expect(isFinder(dark, 4, 4)).toBe(true);
  expect(isFinder(dark, end - 7, 4)).toBe(true);
  expect(isFinder(dark, 4, end - 7)).toBe(true);
  expect(isFinder(dark, end - 7, end - 7)).toBe(false);
  for (const module of dark) {
    for (const at of module.split(",").map(Number)) {
      expect(at).toBeGreaterThanOrEqual(4);
      expect(at).toBeLessThan(end);
    }
  }
});

Deno.test("a link with a long host stays coarse enough for a phone's camera, and another secret is another code", () => {
  const { size, path } = qrPath(LINK);
  // 15 rem wide: at least four CSS pixels a module.
  expect(size).toBeLessThanOrEqual(60);
  expect(qrPath(LINK.replace(/.$/, "-")).path).not.toBe(path);
  expect(qrPath(LINK).path).toBe(path);
});
