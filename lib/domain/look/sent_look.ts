import type { Instant } from "@/lib/domain/basic/instant.ts";
import {
  isWritten,
  type LookArea,
  type LookSheet,
  stepsOf,
} from "./look_sheet.ts";

/** When the sheet was last mailed to the client, and as which change of it. */
export interface SentLook {
  readonly at: Instant;
  /** The number in `exchange.lookSheet`: with another one, it has changed since. */
  readonly count: number;
}

/** A sheet as it is read: what a mail keeps of it, so that a retry sends the same. */
export interface ReadLook {
  readonly title: string;
  readonly summary: string;
  readonly steps: readonly {
    readonly area: LookArea;
    readonly text: string;
    readonly product: string;
    readonly shade: string;
    readonly note: string;
  }[];
}

export function readLook(sheet: LookSheet): ReadLook {
  const { title, summary } = sheet.head;
  return {
    title,
    summary,
    steps: stepsOf(sheet).filter(isWritten)
      .map(({ area, text, product, shade, note }) => ({
        area,
        text,
        product,
        shade,
        note,
      })),
  };
}
