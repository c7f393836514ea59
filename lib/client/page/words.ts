import { SECOND } from "@/lib/domain/basic/instant.ts";

export { firstName } from "@/lib/domain/basic/first_name.ts";

/** A running timer: `4:05`, `1:04:05`. */
export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / SECOND));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  return hours === 0
    ? `${minutes}:${two(total % 60)}`
    : `${hours}:${two(minutes)}:${two(total % 60)}`;
}
