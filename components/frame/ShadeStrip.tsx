import { cx } from "@/components/ui/cx.ts";

/** Foundation shades from fair to deep, alternating warm and cool. */
const SHADES = [
  "#f3d9c8",
  "#eccbb0",
  "#e2b795",
  "#d6a57f",
  "#c68f69",
  "#b57a55",
  "#9c6543",
  "#835136",
  "#68402c",
  "#4f2f22",
  "#3a231b",
];

/** The home page's illustration: one swatch of foundation for everyone, each in an arch. */
export function ShadeStrip({ class: extra }: { class?: string | undefined }) {
  return (
    <svg
      class={cx("shades", extra)}
      viewBox="0 0 546 480"
      aria-hidden="true"
      focusable="false"
    >
      {SHADES.map((shade, i) => {
        const rise = Math.round(
          190 * Math.sin((Math.PI * (i + 0.5)) / SHADES.length),
        );
        return (
          <rect
            key={shade}
            x={i * 50}
            y={230 - rise}
            width="46"
            height={250 + rise}
            rx="23"
            fill={shade}
          />
        );
      })}
    </svg>
  );
}
