import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { type Event, transition } from "@/lib/domain/transition.ts";
import type { Deps, Intent, Stored } from "@/lib/ports.ts";

export interface Changed {
  readonly consultation: Consultation;
  /** False if the event had taken effect before: this call wrote nothing. */
  readonly changed: boolean;
}

/** More tries than two people and a callback can make at one moment. */
const TRIES = 8;

/**
 * Decide purely, then write once, on the condition that nobody wrote since. Who
 * loses the race decides again on what the winner left; most events then turn
 * out to have happened already.
 */
export async function change(
  deps: Pick<Deps, "consultations" | "clock" | "joinPolicy">,
  read: () => Promise<Outcome<Stored<Consultation>>>,
  event: Event,
  intentsFor: (
    next: Consultation,
    before: Consultation,
  ) => Promise<readonly Intent[]> | readonly Intent[] = () => [],
): Promise<Outcome<Changed>> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const stored = await read();
    if (!stored.ok) return stored;
    const move = transition(stored.value.value, event, {
      now: deps.clock.now(),
      joinPolicy: deps.joinPolicy,
    });
    if (!move.ok) return move;
    if (!move.changed) {
      return { ok: true, value: { consultation: move.next, changed: false } };
    }
    const intents = await intentsFor(move.next, stored.value.value);
    const written = await deps.consultations.apply(
      stored.value,
      move.next,
      intents,
    );
    if (written === "slot_taken") return refuse("slot_taken");
    if (written === "written") {
      return { ok: true, value: { consultation: move.next, changed: true } };
    }
  }
  return refuse("conflict");
}

/** Reads without asking who wants it: for the system's own events. */
export function reader(
  deps: Pick<Deps, "consultations">,
  id: ConsultationId,
): () => Promise<Outcome<Stored<Consultation>>> {
  return async () => {
    const stored = await deps.consultations.get(id);
    return stored === null ? refuse("not_found") : { ok: true, value: stored };
  };
}
