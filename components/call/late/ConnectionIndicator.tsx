import { cx } from "@/components/ui/cx.ts";
import { callSettings } from "@/words/call/settings.ts";

export type ConnectionQuality = "good" | "fair" | "poor" | "lost";

const BARS: Record<ConnectionQuality, number> = {
  good: 3,
  fair: 2,
  poor: 1,
  lost: 0,
};

export interface ConnectionIndicatorProps {
  quality: ConnectionQuality;
  /** Replaces the default text: "Mara's connection is weak". */
  words?: string | undefined;
  class?: string | undefined;
}

/** The connection quality: three bars and text. */
export function ConnectionIndicator(
  { quality, words, class: extra }: ConnectionIndicatorProps,
) {
  const bars = BARS[quality];
  return (
    <span class={cx("connection", `connection--${quality}`, extra)}>
      <svg viewBox="0 0 16 12" aria-hidden="true" focusable="false">
        {[4, 8, 12].map((height, i) => (
          <rect
            key={height}
            class={i < bars
              ? "connection__bar connection__bar--lit"
              : "connection__bar"}
            x={i * 6}
            y={12 - height}
            width="3.5"
            height={height}
            rx="1"
          />
        ))}
      </svg>
      <span class="connection__words">
        {words ?? callSettings.connection[quality]}
      </span>
    </span>
  );
}
