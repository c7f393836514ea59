import type { Figure, Statuses } from "./attack.ts";
import type { Measured } from "./processes.ts";

/** The value below which `share` of the values are; zero of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[at] ?? 0;
}

export function ms(value: number): string {
  return Number.isFinite(value) ? `${value.toFixed(1)} ms` : "no answer";
}

export function mb(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** `413 × 240, 0 × 2` */
export function shown(statuses: Statuses): string {
  return Object.entries(statuses).map(([status, count]) =>
    `${status === "0" ? "closed" : status} × ${count}`
  ).join(", ");
}

/** The 99th and the 50th hundredth of health, idle and under attack. */
export function healthFigures({ idle, during }: Measured): Figure[] {
  const p99 = quantile(during, 0.99);
  const idleP99 = quantile(idle, 0.99);
  return [
    {
      what: "health p99",
      value: `${ms(p99)} (idle ${ms(idleP99)}, ${
        (p99 / idleP99).toFixed(1)
      }×; ${during.length} samples)`,
      goal: "at most 3× its idle p99",
      held: p99 <= 3 * idleP99,
    },
    {
      what: "health p50",
      value: `${ms(quantile(during, 0.5))} (idle ${ms(quantile(idle, 0.5))})`,
      goal: "under 100 ms",
      held: quantile(during, 0.5) < 100,
    },
  ];
}
