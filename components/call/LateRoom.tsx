import { useEffect } from "preact/hooks";
import {
  type LateComponent,
  lateComponent,
} from "@/lib/client/page/late_component.ts";
import { waiting as words } from "@/words/waiting.ts";
import type { ArtistVideoRoomProps } from "./ArtistVideoRoom.tsx";
import type { ClientVideoRoomProps } from "./ClientVideoRoom.tsx";

/** The rooms' code: a quarter of the page's, and nobody needs it before they join. */
export const lateClientRoom = lateComponent<ClientVideoRoomProps>(
  async () => (await import("./ClientVideoRoom.tsx")).default,
);
export const lateArtistRoom = lateComponent<ArtistVideoRoomProps>(
  async () => (await import("./ArtistVideoRoom.tsx")).default,
);

/** Loads a room's code from then on. @param wanted once it is clear that they will join */
export function useLateRoom(
  late: Pick<LateComponent<never>, "load">,
  wanted: boolean,
): void {
  useEffect(() => {
    if (wanted) late.load();
  }, [wanted]);
}

/** A call's room as soon as its code is here. */
export function LateRoom<Props extends object>(
  { late, props }: {
    readonly late: LateComponent<Props>;
    readonly props: Props;
  },
) {
  useLateRoom(late, true);
  const Room = late.component.value;
  return Room
    ? <Room {...props} />
    : <p class="notice" role="status">{words.opening}</p>;
}
