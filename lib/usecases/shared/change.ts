import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import {
  type Event,
  transition,
  type TransitionResult,
} from "@/lib/domain/consultation/transition.ts";
import type { Deps, Intent, SessionWrite, Stored } from "@/lib/ports/mod.ts";
import { followUpMails } from "./follow_up_mails.ts";

/** A record as it was read, and how to read it again after a lost race. */
export interface Source {
  readonly stored: Stored<Consultation>;
  /** Authorises again, if authorisation was needed. */
  readonly reread: () => Promise<Outcome<Stored<Consultation>>>;
}

export interface Changed {
  readonly before: Consultation;
  /** As it is stored now: another change can start from it. */
  readonly next: Stored<Consultation>;
  /** False if the event had already taken effect: this call wrote nothing. */
  readonly changed: boolean;
  /** The intents written with it, including its follow-up mails. */
  readonly intents: readonly Intent[];
}

/**
 * The event; as a function, the event for the current record: a refusal, or
 * null if it has already happened.
 */
export type ChangeRequest =
  | Event
  | ((from: Consultation) => Promise<Outcome<Event | null>>);

/** What to change, and what is written in the same atomic operation. */
export interface ChangeOptions {
  readonly request: ChangeRequest;
  /** The messages to write with it. */
  readonly intentsFor?: (change: {
    readonly before: Consultation;
    readonly next: Consultation;
  }) => Promise<readonly Intent[]>;
  /** A session that continues with the changed record, written in the same atomic operation. */
  readonly sessionFor?: (next: Consultation) => SessionWrite | null;
}

/** What every change needs, including its follow-up mails. */
export type ChangeNeeds = Pick<
  Deps,
  "consultations" | "clock" | "joinPolicy" | "catalog" | "secrets" | "log"
>;

/** More attempts than two people and a callback need when they write at once. */
const TRIES = 8;

/**
 * Decides purely on the record that was read, then writes once, on the
 * condition that nobody wrote in between. The loser of a race decides again on
 * the new record; most events have then already happened. A refusal by a
 * request that reads more than the record counts only if the record is
 * unchanged: half of what it read may belong to the other write.
 */
export async function change(
  deps: ChangeNeeds,
  { stored: read, reread }: Source,
  { request, intentsFor, sessionFor }: ChangeOptions,
): Promise<Outcome<Changed>> {
  let stored = read;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const move = await decide(deps, stored.value, { request });
    if (move.ok) {
      const before = stored.value;
      if (!move.changed) {
        return ok({ before, next: stored, changed: false, intents: [] });
      }
      const follow = await followUpMails(deps, { before, next: move.next });
      const { next } = follow;
      const intents = [
        ...await intentsFor?.({ before, next }) ?? [],
        ...follow.intents,
      ];
      const session = sessionFor?.(next) ?? null;
      const written = await deps.consultations
        .apply(stored, next, { intents, session });
      if (written.kind === "slot_taken") return refuse("slot_taken");
      if (written.kind === "written") {
        return ok({ before, next: written.stored, changed: true, intents });
      }
    } else if (typeof request !== "function") return move;
    const again = await reread();
    if (!again.ok) return again;
    const same = again.value.versionstamp === stored.versionstamp;
    if (!move.ok && same) return move;
    stored = again.value;
  }
  return refuse("conflict");
}

async function decide(
  { clock, joinPolicy }: ChangeNeeds,
  from: Consultation,
  { request }: Pick<ChangeOptions, "request">,
): Promise<TransitionResult> {
  const event = typeof request === "function"
    ? await request(from)
    : ok(request);
  if (!event.ok) return event;
  if (event.value === null) return { ok: true, next: from, changed: false };
  return transition(from, event.value, { now: clock.now(), joinPolicy });
}

/** For the system's own events, which need no permission. */
export function bySystem(
  deps: Pick<Deps, "consultations">,
  stored: Stored<Consultation>,
): Source {
  return { stored, reread: () => readStored(deps, stored.value.id) };
}

/** The same for a consultation that has not been read yet. */
export async function changeBySystem(
  deps: ChangeNeeds,
  id: ConsultationId,
  { request }: Pick<ChangeOptions, "request">,
): Promise<Outcome<Changed>> {
  const read = await readStored(deps, id);
  return read.ok
    ? await change(deps, bySystem(deps, read.value), { request })
    : read;
}

/** Reads without authorisation. */
export async function readStored(
  { consultations }: Pick<Deps, "consultations">,
  id: ConsultationId,
): Promise<Outcome<Stored<Consultation>>> {
  const stored = await consultations.get(id);
  return stored === null ? refuse("not_found") : ok(stored);
}
