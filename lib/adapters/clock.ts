import type { Clock } from "@/lib/ports.ts";

export const systemClock: Clock = { now: () => Date.now() };
