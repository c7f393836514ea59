import type { Signal } from "@preact/signals";
import type { Devices } from "@/lib/client/media/devices.ts";
import { prepareStill } from "./prepare_still.ts";
import { newStillId } from "./still_id.ts";
import { type StillSheet, stillSheet } from "./still_sheet.ts";
import type { StillUploads } from "./still_uploads.ts";
import { takeStill } from "./take_still.ts";

/** For which request the client's sheet is open, or for another picture; null while closed. */
export type OpenSheet = { readonly requestId: number | null } | null;

/**
 * The visit of a page to its sheet. Not of the sheet's component: that is
 * another one in the waiting room and in the call, and a picture that was taken
 * in one of them is sent from the other.
 */
export function pageVisit({ devices, sheet, uploads }: {
  readonly devices: Pick<Devices, "video">;
  readonly sheet: Signal<OpenSheet>;
  readonly uploads: Pick<StillUploads, "add">;
}): StillSheet {
  return stillSheet({
    take: (dropped) => takeStill(devices.video.peek(), { dropped }),
    prepare: (picture) => prepareStill(picture),
    send(still) {
      const requestId = sheet.peek()?.requestId ?? null;
      uploads.add({ ...still, id: newStillId(), requestId });
    },
    show: (blob) => URL.createObjectURL(blob),
    unshow: (src) => URL.revokeObjectURL(src),
  });
}
