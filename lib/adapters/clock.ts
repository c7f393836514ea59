import type { Clock } from "@/lib/ports/mod.ts";

export const systemClock: Clock = { now: () => Date.now() };
