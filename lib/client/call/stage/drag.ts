import { cleanups } from "@/lib/client/page/browser.ts";

/** A shorter way is a tap, in CSS pixels. */
const TAP = 8;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Follows one pointer from its `pointerdown` to its end.
 *
 * @param onMove the way since the start
 * @param onDrop where the pointer was let go; not called for a tap, or when the system takes the pointer away
 * @param onEnd always called last; whether it was a drag
 */
export function followDrag(
  element: Pick<
    HTMLElement,
    "addEventListener" | "removeEventListener" | "setPointerCapture"
  >,
  { start, onMove, onDrop, onEnd }: {
    readonly start: PointerEvent;
    readonly onMove: (way: Point) => void;
    readonly onDrop: (at: Point) => void;
    readonly onEnd: (dragged: boolean) => void;
  },
): void {
  const stops = cleanups();
  let dragged = false;
  const listen = (type: string, then: (event: PointerEvent) => void) => {
    const own = (event: Event) => {
      const pointer = event as PointerEvent;
      if (pointer.pointerId === start.pointerId) then(pointer);
    };
    element.addEventListener(type, own);
    stops.add(() => element.removeEventListener(type, own));
  };
  const end = () => {
    stops.run();
    onEnd(dragged);
  };
  element.setPointerCapture(start.pointerId);
  listen("pointermove", (event) => {
    const way = {
      x: event.clientX - start.clientX,
      y: event.clientY - start.clientY,
    };
    dragged ||= Math.hypot(way.x, way.y) > TAP;
    if (dragged) onMove(way);
  });
  listen("pointerup", (event) => {
    if (dragged) onDrop({ x: event.clientX, y: event.clientY });
    end();
  });
  listen("pointercancel", end);
}
