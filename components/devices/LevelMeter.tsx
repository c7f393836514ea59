import { cx } from "@/components/ui/cx.ts";
import { deviceCheck } from "@/words/devices/check.ts";

const { level: words } = deviceCheck;
const STEPS = 12;

/** A level from 0 to 1 as whole steps of twelve; NaN counts as silence. */
export function stepsOf(level: number): number {
  return Number.isFinite(level)
    ? Math.round(Math.min(1, Math.max(0, level)) * STEPS)
    : 0;
}

export interface LevelMeterProps {
  /** From 0 (silence) to 1. */
  level: number;
  /** What is measured; default: the microphone. */
  label?: string | undefined;
  class?: string | undefined;
}

/** The microphone level, in twelve bars. */
export function LevelMeter(
  { level, label = words.label, class: extra }: LevelMeterProps,
) {
  const lit = stepsOf(level);
  return (
    <span
      class={cx("level", extra)}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={STEPS}
      aria-valuenow={lit}
      aria-valuetext={lit === 0
        ? words.silent
        : lit < 4
        ? words.quiet
        : words.clear}
    >
      <svg viewBox="0 0 118 16" aria-hidden="true" focusable="false">
        {Array.from({ length: STEPS }, (_, i) => (
          <rect
            key={i}
            class={i < lit ? "level__step level__step--lit" : "level__step"}
            x={i * 10}
            y="1"
            width="4"
            height="14"
            rx="2"
          />
        ))}
      </svg>
    </span>
  );
}
