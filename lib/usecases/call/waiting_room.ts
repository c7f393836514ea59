import { artistStatus } from "@/lib/domain/call/artist_status.ts";
import { admissionRefusal } from "@/lib/domain/consultation/admission.ts";
import type { ConsultationId, TabId } from "@/lib/domain/basic/ids.ts";
import { joinWindow } from "@/lib/domain/consultation/join_window.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import {
  type Beat,
  type MediaPreferences,
  nextExpiry,
  type Party,
} from "@/lib/domain/call/presence.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import {
  type WaitingSnapshot,
  waitingSnapshot,
} from "@/lib/domain/call/waiting_snapshot.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Deps, WithPresence } from "@/lib/ports/mod.ts";
import {
  authorise,
  authoriseWithPresence,
  permittedWithPresence,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

export interface WaitingRoomView {
  /** The record that the snapshot shows. */
  readonly consultation: Consultation;
  readonly snapshot: WaitingSnapshot;
  /** When the snapshot changes by the passing of time alone; null if never. */
  readonly changesAt: number | null;
}

/** The waiting room as this person may see it, now. */
export async function readWaitingRoom(
  deps: Deps,
  { actor, id }: RequestContext,
): Promise<Outcome<WaitingRoomView>> {
  const seen = await authoriseWithPresence(deps, { actor, action: "see", id });
  if (!seen.ok) return seen;
  return ok(viewFor(deps, seen.value));
}

/**
 * The same for a page that keeps watching. The viewer is checked after the
 * read: nothing newer than a sign-out is sent.
 *
 * @param viewer resolves the session once, at that moment
 */
export async function watchWaitingRoom(
  deps: Deps,
  { viewer, id }: {
    readonly viewer: () => Promise<Actor | null>;
    readonly id: ConsultationId;
  },
): Promise<Outcome<WaitingRoomView>> {
  const once = async () => {
    const found = await deps.consultations.getWithPresence(id);
    const actor = await viewer();
    const asking = { actor, action: "see", id, found } as const;
    return { actor, seen: permittedWithPresence(deps, asking) };
  };
  let { actor, seen } = await once();
  // A client who moves the consultation changes the record and their own
  // session in one write. A look between these two reads would take them for a
  // stranger.
  if (!seen.ok && actor?.role === "client") ({ seen } = await once());
  return seen.ok ? ok(viewFor(deps, seen.value)) : seen;
}

/** A heartbeat: renews, takes or releases the person's lease. */
export async function recordHeartbeat(
  deps: Deps,
  { actor, id, kind, tab, mediaPreferences }: RequestContext & {
    readonly kind: Beat;
    readonly tab: TabId;
    readonly mediaPreferences: MediaPreferences;
  },
): Promise<Outcome<WaitingRoomView>> {
  const seen = await authorise(deps, { actor, action: "wait", id });
  if (!seen.ok) return seen;
  const { party, stored } = seen.value;
  const consultation = stored.value;
  // Leaving is always allowed.
  const refusal = kind === "left" ? null : admissionRefusal(consultation, {
    now: deps.clock.now(),
    joinPolicy: deps.joinPolicy,
  });
  if (refusal) return refusal;
  const answer = await deps.presence.beat(consultation, party, {
    kind,
    tab,
    mediaPreferences,
  });
  if (answer.kind === "elsewhere") return refuse("opened_elsewhere");
  if (kind === "arrive") deps.videoRooms.prepare();
  const { presence, exchange, statement } = answer;
  return ok(viewFor(deps, { stored, party, presence, exchange, statement }));
}

function viewFor(
  deps: Deps,
  { stored, party, presence, exchange, statement }: WithPresence & {
    readonly party: Party | null;
  },
): WaitingRoomView {
  const { value: consultation } = stored;
  const now = deps.clock.now();
  const window = joinWindow(consultation, deps.joinPolicy);
  const { client } = presence;
  const artist = artistStatus(consultation, { statement, client, now });
  const edges = [
    nextExpiry(presence, now),
    artist?.until ?? null,
    window.opensAt,
    window.closesAt + 1000,
  ].filter((at): at is number => at !== null && at > now);
  return {
    consultation,
    snapshot: waitingSnapshot(consultation, presence, {
      viewer: party,
      exchange,
      artistStatus: artist?.status ?? null,
      now,
      joinPolicy: deps.joinPolicy,
      canRecord: deps.videoRooms.capabilities.recording,
    }),
    changesAt: edges.length === 0 ? null : Math.min(...edges),
  };
}
