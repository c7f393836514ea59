import type { Consultation } from "@/lib/domain/consultation.ts";
import { whyNotAttend } from "@/lib/domain/attendance.ts";
import type { ConsultationId, TabId } from "@/lib/domain/ids.ts";
import { HOUR, type Instant, MINUTE } from "@/lib/domain/instant.ts";
import { identityOf } from "@/lib/domain/identity.ts";
import { joinWindow } from "@/lib/domain/join_window.ts";
import { type Actor, partyOf } from "@/lib/domain/permission.ts";
import { isHere, type Party } from "@/lib/domain/presence.ts";
import { type Outcome, type Refusal, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";
import { ensureRoom } from "./ensure_room.ts";

/** The SDK sends its token again when it reconnects, so it must outlive the window a little. */
const BUFFER = 10 * MINUTE;
/** Twilio's limit for an AccessToken. */
const LONGEST = 24 * HOUR;

export interface TokenWish {
  /** The page load that asks; an older one than the newest is refused. */
  readonly tab: TabId | null;
  /** A room may be named; it must then be this consultation's. */
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
  actor: Actor | null,
  id: ConsultationId,
  wish: TokenWish,
): Promise<Outcome<IssuedToken>> {
  const read = await authorise(deps, actor, "take_token", id);
  if (!read.ok) return read;
  const party = partyOf(actor!);
  if (party === null) return refuse("wrong_role");
  const consultation = read.value.value;
  const refusal = whyNot(deps, consultation) ??
    whyNotThisRoom(consultation, wish.room) ??
    await whyNotThisTab(deps, id, party, wish.tab);
  if (refusal) return refusal;

  const ready = await ensureRoom(deps, id);
  if (!ready.ok) {
    return ready.code === "video_unavailable"
      ? refuse("room_not_ready", { retryAfterSeconds: 2 })
      : ready;
  }
  const live = ready.value;
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

/** The window first, so that a page which is too early learns when to come back. */
function whyNot(deps: Deps, consultation: Consultation): Refusal | null {
  const refusal = whyNotAttend(consultation, {
    now: deps.clock.now(),
    joinPolicy: deps.joinPolicy,
  });
  return refusal ?? (consultation.state === "live" ? null : refuse("not_live"));
}

/** Before the room is looked after: who names another's room brings nothing about. */
function whyNotThisRoom(
  consultation: Consultation,
  room: string | null,
): Refusal | null {
  const own = "twilioRoomName" in consultation
    ? consultation.twilioRoomName
    : null;
  return room === null || room === own ? null : refuse("wrong_room");
}

async function whyNotThisTab(
  deps: Deps,
  id: ConsultationId,
  party: Party,
  tab: TabId | null,
): Promise<Refusal | null> {
  if (tab === null) return null;
  const lease = (await deps.presence.of(id))[party];
  const elsewhere = isHere(lease, deps.clock.now()) && lease!.tab !== tab;
  return elsewhere ? refuse("opened_elsewhere") : null;
}
