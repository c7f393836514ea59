import { type ReadonlySignal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { LatePart, useLateCode } from "@/components/frame/LatePart.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { OpenPageCall } from "@/lib/client/call/page_call.ts";
import {
  type LateComponent,
  lateComponent,
} from "@/lib/client/page/late_component.ts";
import { waiting as words } from "@/words/waiting.ts";
import type { ArtistVideoRoomProps } from "./ArtistVideoRoom.tsx";
import type { ClientVideoRoomProps } from "./ClientVideoRoom.tsx";

/** A room's module: its component, and the code of the call in it. */
interface RoomModule<Props> {
  readonly default: ComponentType<Props>;
  readonly openPageCall: OpenPageCall;
}

export interface LateRoomCode<Props> extends LateComponent<Props> {
  /** Null until the code is loaded. */
  readonly open: ReadonlySignal<OpenPageCall | null>;
}

/** The rooms' code: half of the page's, and nobody needs it before they join. */
export const lateClientRoom = lateRoom<ClientVideoRoomProps>(
  () => import("./ClientVideoRoom.tsx"),
);
export const lateArtistRoom = lateRoom<ArtistVideoRoomProps>(
  () => import("./ArtistVideoRoom.tsx"),
);

function lateRoom<Props>(
  load: () => Promise<RoomModule<Props>>,
): LateRoomCode<Props> {
  const open = signal<OpenPageCall | null>(null);
  const late = lateComponent(async () => {
    const room = await load();
    open.value = room.openPageCall;
    return room.default;
  });
  return { ...late, open };
}

/** Loads a room's code from then on, and lets the page join with it before the room is shown. */
export function useLateRoom(
  late: Pick<LateRoomCode<never>, "load" | "open">,
  { callPage, wanted }: {
    readonly callPage: Pick<CallPage, "prepareCalls"> | null;
    /** Once it is clear that this person will join. */
    readonly wanted: boolean;
  },
): void {
  useLateCode(late, wanted);
  const open = late.open.value;
  useEffect(() => {
    if (open) callPage?.prepareCalls(open);
  }, [open, callPage]);
}

/** A call's room as soon as its code is here. */
export function LateRoom<Props extends object>(
  { late, props }: {
    readonly late: LateComponent<Props>;
    readonly props: Props;
  },
) {
  return (
    <LatePart late={late} props={props}>
      <p class="notice" role="status">{words.opening}</p>
    </LatePart>
  );
}
