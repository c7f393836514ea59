import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { ARTIST, SERVICE, STARTS_AT, STUDIO, WHEN } from "./sample.ts";

const at = iso(STARTS_AT + 20 * MINUTE);

export const LOOK_ORIGIN = {
  artist: ARTIST,
  studio: STUDIO,
  service: SERVICE,
  when: WHEN,
};

export const BLANK_LOOK: LookSheetAnswer = {
  count: 0,
  head: { title: "", summary: "", changedAt: iso(0) },
  steps: [],
  removed: [],
  editable: true,
  sent: null,
  rating: null,
  now: at,
};

/** A sheet as an artist writes it during a bridal trial. */
export const LOOK: LookSheetAnswer = {
  ...BLANK_LOOK,
  count: 9,
  head: {
    title: "Rested, in ivory",
    summary: "Less than you think. Blend upwards, and stop before it is done.",
    changedAt: at,
  },
  steps: [
    {
      id: "step-skin",
      order: "1",
      area: "skin",
      text: "Press in two drops with warm fingers, from the middle outwards.",
      product: "Tinted serum",
      shade: "Neutral 3",
      note: "Nothing on the cheeks: the pink stays.",
      changedAt: at,
    },
    {
      id: "step-eyes",
      order: "2",
      area: "eyes",
      text:
        "Taupe along the socket, soft edges.\nThen one thin coat of mascara.",
      product: "Cream shadow",
      shade: "Taupe",
      note: "",
      changedAt: at,
    },
    {
      id: "step-lips",
      order: "3",
      area: "lips",
      text: "",
      product: "Lipstick, blotted",
      shade: "Rosewood",
      note: "",
      changedAt: at,
    },
  ],
};
