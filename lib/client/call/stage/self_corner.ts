/** Where the self view is: a corner of the space between the heading and the controls. */
export const CORNERS = [
  "top-end",
  "bottom-end",
  "bottom-start",
  "top-start",
] as const;
export type Corner = typeof CORNERS[number];

/**
 * The next one, clockwise: for a tap or a key, without dragging (WCAG 2.5.7).
 * From the layout's own place, which is at the end: to a corner that is
 * another one in every layout.
 */
export function nextCorner(corner: Corner | null): Corner {
  if (corner === null) return "bottom-start";
  return CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length]!;
}

/** The corner of the space that a point is nearest to; all in CSS pixels. */
export function nearestCorner(
  point: { readonly x: number; readonly y: number },
  space: Pick<DOMRect, "left" | "top" | "width" | "height">,
): Corner {
  const end = point.x > space.left + space.width / 2;
  const bottom = point.y > space.top + space.height / 2;
  return `${bottom ? "bottom" : "top"}-${end ? "end" : "start"}`;
}
