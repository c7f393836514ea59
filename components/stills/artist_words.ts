import type { StillSource, StillSubject } from "@/lib/domain/stills/still.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";

export type ShownStill = StillsAnswer["stills"][number];

export const SUBJECTS: Readonly<Record<StillSubject, string>> = {
  face: "Face",
  eyes: "Eyes",
  lips: "Lips",
  skin: "Skin, from close up",
  side: "Face from the side",
  hand: "Hand beside the face",
  other: "Something else",
};

/** What its pixels can be trusted for. */
export const SOURCES: Readonly<Record<StillSource, string>> = {
  photo: "full resolution",
  frame: "a frame of the video",
  file: "a photo",
};

/** "Eyes, 4032 × 3024, full resolution". */
export function captionOf(still: ShownStill): string {
  const { what, width, height, from } = still;
  return `${
    what === null ? "Picture" : SUBJECTS[what]
  }, ${width} × ${height}, ${SOURCES[from]}`;
}
