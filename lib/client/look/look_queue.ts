import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { LookSheet } from "@/lib/domain/look/look_sheet.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import {
  type Autosave,
  autosave,
  type AutosaveOptions,
} from "@/lib/client/saving/autosave.ts";
import type { LookApi } from "./look_api.ts";
import { changesSince, sheetIn, stampsOf } from "./look_draft.ts";

/** The parts of a sheet that the server does not have yet. */
export interface LookQueue extends Autosave {
  /** These parts are on the server as they are. */
  arrived(stamps: ReadonlyMap<string, Instant>): void;
}

export interface LookQueueOptions
  extends Pick<AutosaveOptions<never, never>, "page" | "timers"> {
  readonly sheet: () => LookSheet;
  readonly save: LookApi["save"];
  readonly answered: (answer: LookSheetAnswer) => void;
}

export function lookQueue(
  { sheet, save, answered, page, timers }: LookQueueOptions,
): LookQueue {
  const known = new Map<string, Instant>();
  function arrived(stamps: ReadonlyMap<string, Instant>): void {
    for (const [key, stamp] of stamps) known.set(key, stamp);
  }
  const queue = autosave({
    unsaved: () => changesSince(sheet(), known),
    save,
    saved(answer: LookSheetAnswer, body) {
      arrived(stampsOf(sheetIn(answer)));
      // Last: what the server dates otherwise would be sent again and again.
      arrived(stampsOf(body));
      answered(answer);
    },
    page,
    timers,
  });
  return { ...queue, arrived };
}
