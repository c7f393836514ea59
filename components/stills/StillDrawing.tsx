import type { StillSubject } from "@/lib/domain/stills/still.ts";

/** The marked part of the face, in a drawing of 100 by 120. */
const MARKS: Readonly<Record<StillSubject, string>> = {
  face: "M50 8c24 0 36 18 36 46s-14 58-36 58-36-30-36-58S26 8 50 8z",
  eyes: "M22 42h24v16H22zM54 42h24v16H54z",
  lips: "M34 80h32v18H34z",
  skin: "M22 62h20v20H22zM58 62h20v20H58z",
  side: "M62 34h26v58H62z",
  hand: "M72 46h24v44H72z",
  other: "M30 30h40v40H30z",
};

/** A simple face with what is asked for. The words beside it say the same, so it is decoration. */
export function StillDrawing({ what }: { readonly what: StillSubject }) {
  return (
    <svg
      class="still-drawing"
      viewBox="0 0 100 120"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={what === "side"
          ? "M70 10C36 6 18 26 20 56c1 34 16 54 40 54 12 0 14-8 14-18l-2-8 4-6-3-5 5-4-2-6 8-4-9-16c0-24 4-38-5-43z"
          : "M50 10c22 0 34 17 34 44s-13 56-34 56-34-29-34-56 12-44 34-44z"}
      />
      {what === "side"
        ? <path d="M60 46h10M58 84h12" />
        : (
          <path d="M28 50q7-6 14 0M58 50q7-6 14 0M50 52l-5 18h9M38 88q12 8 24 0" />
        )}
      {what === "hand" && (
        <path d="M76 92V58a3 3 0 0 1 5 0v14-22a3 3 0 0 1 5 0v22-18a3 3 0 0 1 5 0v38z" />
      )}
      <path class="still-drawing__mark" d={MARKS[what]} />
    </svg>
  );
}
