import { expect } from "expect";
import { followDrag } from "@/lib/client/call/stage/drag.ts";
import {
  CORNERS,
  nearestCorner,
  nextCorner,
} from "@/lib/client/call/stage/self_corner.ts";

const SPACE = { left: 10, top: 100, width: 300, height: 400 };

Deno.test("the self view goes to the corner that it is dropped nearest to", () => {
  expect(nearestCorner({ x: 20, y: 110 }, SPACE)).toBe("top-start");
  expect(nearestCorner({ x: 300, y: 110 }, SPACE)).toBe("top-end");
  expect(nearestCorner({ x: 20, y: 490 }, SPACE)).toBe("bottom-start");
  expect(nearestCorner({ x: 300, y: 490 }, SPACE)).toBe("bottom-end");
  expect(nearestCorner({ x: -50, y: 9_999 }, SPACE)).toBe("bottom-start");
});

Deno.test("pressing it again and again visits every corner and returns", () => {
  const visited = new Set<string>();
  let corner = nextCorner(null);
  for (let i = 0; i < CORNERS.length; i++) {
    visited.add(corner);
    corner = nextCorner(corner);
  }
  expect(visited).toEqual(new Set(CORNERS));
  expect(corner).toBe(nextCorner(null));
});

function dragged(
  ...events: [type: string, x: number, y: number, id?: number][]
) {
  const element = Object.assign(new EventTarget(), { setPointerCapture() {} });
  const said: unknown[] = [];
  followDrag(element as unknown as HTMLElement, {
    start: { pointerId: 1, clientX: 50, clientY: 50 } as PointerEvent,
    onMove: (way) => said.push(["move", way.x, way.y]),
    onDrop: (at) => said.push(["drop", at.x, at.y]),
    onEnd: (was) => said.push(["end", was]),
  });
  for (const [type, x, y, pointerId = 1] of events) {
    const event = Object.assign(new Event(type), {
      pointerId,
      clientX: x,
      clientY: y,
    });
    element.dispatchEvent(event);
  }
  return said;
}

Deno.test("a drag follows its pointer to where it is dropped", () => {
  expect(dragged(["pointermove", 80, 90], ["pointerup", 85, 95])).toEqual([
    ["move", 30, 40],
    ["drop", 85, 95],
    ["end", true],
  ]);
});

Deno.test("a finger that trembles is a tap, and a second finger is another pointer's", () => {
  expect(
    dragged(
      ["pointermove", 53, 54],
      ["pointermove", 200, 200, 2],
      ["pointerup", 53, 54],
    ),
  ).toEqual([["end", false]]);
});

Deno.test("a drag that the system takes away drops nothing, and nothing follows its end", () => {
  expect(
    dragged(
      ["pointermove", 80, 90],
      ["pointercancel", 0, 0],
      ["pointermove", 99, 99],
      ["pointerup", 99, 99],
    ),
  ).toEqual([["move", 30, 40], ["end", true]]);
});
