import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { admissionRefusal } from "@/lib/domain/consultation/admission.ts";
import type { TabId } from "@/lib/domain/basic/ids.ts";
import { HOUR, type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import { identityOf } from "@/lib/domain/call/identity.ts";
import { joinWindow } from "@/lib/domain/consultation/join_window.ts";
import { isHere, type Lease } from "@/lib/domain/call/presence.ts";
import {
  type Outcome,
  type Refusal,
  refuse,
} from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authoriseWithPresence,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { ensureRoom } from "./ensure_room.ts";

/** The SDK sends its token again when it reconnects, so it must outlive the window a little. */
const BUFFER = 10 * MINUTE;
/** Twilio's limit for an AccessToken. */
const LONGEST = 24 * HOUR;

export interface TokenRequest {
  /** The page load that asks; an older one than the newest is refused. */
  readonly tab: TabId | null;
  /** A request may name a room; it must be this consultation's. */
  readonly room: string | null;
}

export interface IssuedToken {
  readonly token: string;
  readonly identity: string;
  readonly roomName: string;
  readonly expiresAt: Instant;
}

/** An AccessToken for this consultation's room and this person: inside the window, and only while live. */
export async function issueToken(
  deps: Deps,
  { actor, id, tab, room }: RequestContext & TokenRequest,
): Promise<Outcome<IssuedToken>> {
  const action = "take_token";
  const seen = await authoriseWithPresence(deps, { actor, action, id });
  if (!seen.ok) return seen;
  const { party, stored, presence } = seen.value;
  const refusal = whyNot(deps, stored.value) ??
    whyNotThisRoom(stored.value, room) ??
    (isElsewhere(presence[party], { tab, now: deps.clock.now() })
      ? refuse("opened_elsewhere")
      : null);
  if (refusal) return refusal;

  const ready = await ensureRoom(deps, stored);
  if (!ready.ok) {
    return ready.code === "video_unavailable"
      ? refuse("room_not_ready", { retryAfterSeconds: 2 })
      : ready;
  }
  const live = ready.value.value;
  if (live.state !== "live") return refuse("consultation_ended");
  const identity = identityOf(id, party);
  const { closesAt } = joinWindow(live, deps.joinPolicy);
  const expiresAt = Math.min(closesAt + BUFFER, deps.clock.now() + LONGEST);
  const token = await deps.videoRooms.token({
    identity,
    room: live.twilioRoomName,
    expiresAt,
  });
  return {
    ok: true,
    value: { token, identity, roomName: live.twilioRoomName, expiresAt },
  };
}

/** The window first, so that a page that is too early learns when to come back. */
function whyNot(deps: Deps, consultation: Consultation): Refusal | null {
  const refusal = admissionRefusal(consultation, {
    now: deps.clock.now(),
    joinPolicy: deps.joinPolicy,
  });
  return refusal ?? (consultation.state === "live" ? null : refuse("not_live"));
}

/**
 * Checked before the room is created or repaired: a request that names another
 * room must have no effect.
 */
function whyNotThisRoom(
  consultation: Consultation,
  room: string | null,
): Refusal | null {
  const own = "twilioRoomName" in consultation
    ? consultation.twilioRoomName
    : null;
  return room === null || room === own ? null : refuse("wrong_room");
}

function isElsewhere(lease: Lease | null, { tab, now }: {
  readonly tab: TabId | null;
  readonly now: Instant;
}): boolean {
  return tab !== null && lease !== null && isHere(lease, now) &&
    lease.tab !== tab;
}
