import { encode } from "uqr";

/** The light modules around a code (ISO/IEC 18004); scanners need them. */
const QUIET_ZONE = 4;

/** A QR code with its quiet zone: its width, and the dark modules as an SVG path, each run of a row as one rectangle. */
export function qrPath(text: string): {
  readonly size: number;
  readonly path: string;
} {
  const { data, size } = encode(text, { ecc: "M", border: QUIET_ZONE });
  const runs = data.flatMap((row, y) => {
    const line = row.map((dark) => dark ? "#" : " ").join("");
    return [...line.matchAll(/#+/g)].map(({ 0: { length }, index: x }) =>
      `M${x} ${y}h${length}v1h-${length}z`
    );
  });
  return { size, path: runs.join("") };
}
