import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { followDrag } from "@/lib/client/call/stage/drag.ts";
import {
  type Corner,
  nearestCorner,
  nextCorner,
} from "@/lib/client/call/stage/self_corner.ts";
import { callSettings as words } from "@/words/call/settings.ts";

/** Over a tile: dragging it moves the tile to another corner, and a tap or a key to the next one. */
export default function MoveHandle({ corner, tile }: {
  readonly corner: Signal<Corner | null>;
  readonly tile: RefObject<HTMLElement>;
}) {
  /** The click that follows a drag is none. */
  const dragged = useRef(false);

  function drag(start: PointerEvent): void {
    const { current } = tile;
    const space = current?.closest(".stage__tiles")?.getBoundingClientRect();
    if (!current || !space) return;
    followDrag(start.currentTarget as HTMLElement, {
      start,
      onMove: ({ x, y }) => current.style.translate = `${x}px ${y}px`,
      onDrop: (at) => corner.value = nearestCorner(at, space),
      onEnd(was) {
        current.style.translate = "";
        dragged.current = was;
      },
    });
  }

  return (
    <button
      type="button"
      class="movable__handle"
      aria-label={words.moveSelf}
      onPointerDown={drag}
      onClick={() => {
        if (!dragged.current) corner.value = nextCorner(corner.value);
        dragged.current = false;
      }}
      data-testid="move-self"
    />
  );
}
