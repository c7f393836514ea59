import { useSignal } from "@preact/signals";
import { startConsultation, type StartParts } from "./start_consultation.ts";

/** State and action of the artist's start button. */
export interface StartControl {
  readonly busy: boolean;
  /** Why the last attempt failed, as a sentence, or null. */
  readonly trouble: string | null;
  /** Call it inside a tap. */
  readonly start: () => void;
}

export function useStartConsultation(
  callPage: StartParts | null,
): StartControl {
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  async function start(): Promise<void> {
    if (!callPage || busy.value) return;
    busy.value = true;
    trouble.value = null;
    trouble.value = await startConsultation(callPage);
    busy.value = false;
  }
  return {
    busy: busy.value,
    trouble: trouble.value,
    start: () => void start(),
  };
}
