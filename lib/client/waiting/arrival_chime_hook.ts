import { useEffect, useRef } from "preact/hooks";
import { chime } from "@/lib/client/page/chime.ts";

/** Plays a soft chime when someone arrives, if a tap has allowed sound. */
export function useArrivalChime(
  here: boolean,
  audio: (() => AudioContext | null) | undefined,
): void {
  const wasHere = useRef(here);
  useEffect(() => {
    const context = audio?.();
    if (here && !wasHere.current && context) chime(context);
    wasHere.current = here;
  }, [here]);
}
