import type { StillsAnswer } from "@/lib/wire/wire.ts";

export type AskedStill = NonNullable<StillsAnswer["request"]>;

/** The request that waits for the client, or null. */
export function openRequestOf(now: StillsAnswer | null): AskedStill | null {
  return now?.request?.state === "asked" ? now.request : null;
}

/** The newest request, if the client has refused it: until another one is made they may still send its picture. */
export function refusedRequestOf(now: StillsAnswer | null): AskedStill | null {
  return now?.request?.state === "refused" ? now.request : null;
}

/** Whether the client may still send a picture for this request. */
export function isSendable(now: StillsAnswer | null, id: number): boolean {
  return (openRequestOf(now) ?? refusedRequestOf(now))?.id === id;
}
