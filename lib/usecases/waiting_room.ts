import { whyNotAttend } from "@/lib/domain/attendance.ts";
import type { ConsultationId, TabId } from "@/lib/domain/ids.ts";
import { joinWindow } from "@/lib/domain/join_window.ts";
import { type Actor, partyOf } from "@/lib/domain/permission.ts";
import { type Beat, nextLapse, type Says } from "@/lib/domain/presence.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import {
  type WaitingSnapshot,
  waitingSnapshot,
} from "@/lib/domain/waiting_snapshot.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";

export interface Waiting {
  readonly snapshot: WaitingSnapshot;
  /** When the snapshot will be wrong by the passing of time alone; null if never. */
  readonly changesAt: number | null;
}

/** The waiting room as this person may see it, now. */
export async function readWaitingRoom(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<Waiting>> {
  const read = await authorise(deps, actor, "see", id);
  if (!read.ok) return read;
  return { ok: true, value: await look(deps, actor!, read.value.value) };
}

/** A heartbeat: keeps, takes or frees the person's place. */
export async function keepPlace(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
  kind: Beat,
  tab: TabId,
  says: Says,
): Promise<Outcome<Waiting>> {
  const read = await authorise(deps, actor, "wait", id);
  if (!read.ok) return read;
  const party = partyOf(actor!);
  if (party === null) return refuse("wrong_role");
  const consultation = read.value.value;
  // Whoever leaves may always say so.
  const refusal = kind === "left" ? null : whyNotAttend(consultation, {
    now: deps.clock.now(),
    joinPolicy: deps.joinPolicy,
  });
  if (refusal) return refusal;
  const answer = await deps.presence.beat(
    consultation,
    party,
    kind,
    tab,
    says,
  );
  if (answer.kind === "elsewhere") return refuse("opened_elsewhere");
  if (kind === "arrive") deps.videoRooms.prepare();
  return { ok: true, value: await look(deps, actor!, consultation) };
}

async function look(
  deps: Deps,
  actor: Actor,
  consultation: Consultation,
): Promise<Waiting> {
  const presence = await deps.presence.of(consultation.id);
  const now = deps.clock.now();
  const window = joinWindow(consultation, deps.joinPolicy);
  const edges = [
    nextLapse(presence, now),
    window.opensAt,
    window.closesAt + 1000,
  ].filter((at): at is number => at !== null && at > now);
  return {
    snapshot: waitingSnapshot(consultation, presence, partyOf(actor), {
      now,
      joinPolicy: deps.joinPolicy,
      canRecord: deps.videoRooms.capabilities.recording,
    }),
    changesAt: edges.length === 0 ? null : Math.min(...edges),
  };
}
