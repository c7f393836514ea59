import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Corner } from "@/lib/client/call/stage/self_corner.ts";
import { LateMoveHandle } from "./late/LateCallParts.tsx";

/** The self view, which covers a part of the other person. */
export default function MovableTile({ corner, movable, children }: {
  readonly corner: Signal<Corner | null>;
  /** Whether it can be moved now; the video keeps its element either way. */
  readonly movable: boolean;
  readonly children: ComponentChildren;
}) {
  const tile = useRef<HTMLDivElement>(null);
  return (
    <div ref={tile} class="movable">
      {children}
      {movable && <LateMoveHandle corner={corner} tile={tile} />}
    </div>
  );
}
