import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { type Event, transition } from "@/lib/domain/transition.ts";
import type { Deps, Intent, SessionWrite, Stored } from "@/lib/ports.ts";
import { consequences } from "./consequences.ts";

export interface Changed {
  readonly consultation: Consultation;
  /** False if the event had taken effect before: this call wrote nothing. */
  readonly changed: boolean;
}

/**
 * What is to happen; as a function, what that comes to with the record as it is
 * now: a refusal, or null where it has happened already.
 */
export type Wish =
  | Event
  | ((from: Consultation) => Promise<Outcome<Event | null>>);

/** What every change needs, its own consequences included. */
export type ChangeNeeds = Pick<
  Deps,
  "consultations" | "clock" | "joinPolicy" | "directory" | "secrets" | "log"
>;

/** More tries than two people and a callback can make at one moment. */
const TRIES = 8;

/**
 * Decide purely, then write once, on the condition that nobody wrote since. Who
 * loses the race decides again on what the winner left; most events then turn
 * out to have happened already. What the change itself brings with it
 * (`consequences.ts`) is in the same write, and sent by the sweep.
 */
export async function change(
  deps: ChangeNeeds,
  read: () => Promise<Outcome<Stored<Consultation>>>,
  wish: Wish,
  intentsFor: (
    next: Consultation,
    before: Consultation,
  ) => Promise<readonly Intent[]> | readonly Intent[] = () => [],
  /** A session that goes on with the changed record, written in the same atomic. */
  sessionFor: (next: Consultation) => SessionWrite | null = () => null,
): Promise<Outcome<Changed>> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const stored = await read();
    if (!stored.ok) return stored;
    const from = stored.value.value;
    const event = await eventOf(wish, from);
    if (!event.ok) return event;
    if (event.value === null) return unchanged(from);
    const move = transition(from, event.value, {
      now: deps.clock.now(),
      joinPolicy: deps.joinPolicy,
    });
    if (!move.ok) return move;
    if (!move.changed) return unchanged(move.next);
    const intents = [
      ...await intentsFor(move.next, from),
      ...await consequences(deps, move.next, from),
    ];
    const written = await deps.consultations.apply(
      stored.value,
      move.next,
      intents,
      sessionFor(move.next),
    );
    if (written === "slot_taken") return refuse("slot_taken");
    if (written === "written") {
      return { ok: true, value: { consultation: move.next, changed: true } };
    }
  }
  return refuse("conflict");
}

async function eventOf(
  wish: Wish,
  from: Consultation,
): Promise<Outcome<Event | null>> {
  return typeof wish === "function" ? await wish(from) : ok(wish);
}

function unchanged(consultation: Consultation): Outcome<Changed> {
  return ok({ consultation, changed: false });
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
