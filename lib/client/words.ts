import { type Instant, MINUTE, SECOND } from "@/lib/domain/instant.ts";

export { firstName } from "@/lib/domain/plain_text.ts";

/** `1 minute`, `12 minutes` */
function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}

/** How long something lasted: `24 minutes`, `1 hour 5 minutes`, `under a minute`. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (ms < MINUTE) return "under a minute";
  if (minutes < 60) return count(minutes, "minute");
  const rest = minutes % 60;
  const hours = count(Math.floor(minutes / 60), "hour");
  return rest === 0 ? hours : `${hours} ${count(rest, "minute")}`;
}

/** How long until something: `in 2 days`, `in 12 minutes`, `in 45 seconds`, `now`. Never says less than is left. */
export function until(at: Instant, now: Instant): string {
  const ms = at - now;
  if (ms <= 0) return "now";
  const seconds = Math.ceil(ms / SECOND);
  if (seconds < 60) return `in ${count(seconds, "second")}`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `in ${count(minutes, "minute")}`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48
    ? `in ${count(hours, "hour")}`
    : `in ${count(Math.ceil(hours / 24), "day")}`;
}

/** A running clock: `4:05`, `1:04:05`. */
export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / SECOND));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  return hours === 0
    ? `${minutes}:${two(total % 60)}`
    : `${hours}:${two(minutes)}:${two(total % 60)}`;
}
