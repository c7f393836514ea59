import { cx } from "./cx.ts";

export type ConnectionQuality = "good" | "fair" | "poor" | "lost";

const SHOWN: Record<ConnectionQuality, { bars: number; words: string }> = {
  good: { bars: 3, words: "Good connection" },
  fair: { bars: 2, words: "Fair connection" },
  poor: { bars: 1, words: "Weak connection" },
  lost: { bars: 0, words: "Connection lost" },
};

export interface ConnectionMarkProps {
  quality: ConnectionQuality;
  /** Other words: "Mara's connection is weak". */
  words?: string | undefined;
  class?: string | undefined;
}

/** How good the line is: three bars and words. */
export function ConnectionMark(
  { quality, words, class: extra }: ConnectionMarkProps,
) {
  const { bars, words: own } = SHOWN[quality];
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
      <span class="connection__words">{words ?? own}</span>
    </span>
  );
}
