import { describeError } from "@/lib/domain/basic/describe_error.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { PresenceOf } from "@/lib/domain/call/presence.ts";
import { ok, type Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Deps, Stored } from "@/lib/ports/mod.ts";
import {
  authoriseWithPresence,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { change } from "@/lib/usecases/shared/change.ts";
import { deliver } from "@/lib/usecases/messages/deliver_outbox.ts";
import { ensureRoom } from "./ensure_room.ts";
import { notifyClient } from "@/lib/usecases/messages/remind.ts";

/** confirmed → live, then the room. Two requests, even from two tabs, give one start and one room. */
export async function startSession(
  deps: Deps,
  { actor, id }: RequestContext,
): Promise<Outcome<Consultation>> {
  const seen = await authoriseWithPresence(deps, {
    actor,
    action: "start",
    id,
  });
  if (!seen.ok) return seen;
  const started = await change(deps, seen.value, {
    request: { type: "start" },
  });
  if (!started.ok) return started;
  const { next } = started.value;
  const ensured = await ensureRoom(deps, next);
  if (!ensured.ok) return ensured;
  // If nothing was written in between, the presence is from the same moment.
  const untouched = ensured.value === seen.value.stored;
  await notifyClientOf(
    deps,
    ensured.value,
    untouched ? { presence: seen.value.presence } : {},
  );
  return ok(ensured.value.value);
}

/**
 * A failed mail must not fail a start: it is not awaited, and what fails here,
 * the sweep repeats.
 */
async function notifyClientOf(
  deps: Deps,
  live: Stored<Consultation>,
  known: { readonly presence?: PresenceOf },
): Promise<void> {
  try {
    const intents = await notifyClient(deps, live, known);
    deps.runInBackground(() => deliver(deps, intents));
  } catch (error) {
    deps.log("client_not_called", {
      id: live.value.id,
      reason: describeError(error),
    });
  }
}
