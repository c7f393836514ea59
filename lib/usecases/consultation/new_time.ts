import { tooLateToChange } from "@/lib/domain/consultation/reschedule.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import {
  DAY,
  HOUR,
  type Instant,
  MINUTE,
  type Span,
} from "@/lib/domain/basic/instant.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer/offer_limits.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import {
  type Outcome,
  type Refusal,
  refuse,
} from "@/lib/domain/basic/refusal.ts";
import {
  cellsOf,
  isOnGrid,
  MAX_CELLS,
  nearest,
} from "@/lib/domain/booking/slot.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { offeredSlots } from "@/lib/usecases/booking/offered_slots.ts";

type Role = Actor["role"];
type Needs = Pick<Deps, "clock" | "consultations">;

/** A booking that a person in this role wants to move. */
export interface Moving {
  readonly role: Role;
  readonly artist: Artist;
  readonly booking: Consultation;
}

interface MovingTo extends Moving {
  readonly wanted: Instant;
}

/** Until how long before the start this person may change it; the studio may always. */
export async function noticeFor(
  deps: Pick<Deps, "catalog">,
  role: Role,
): Promise<number> {
  if (role !== "client") return 0;
  const studio = await deps.catalog.studio();
  // At least until the start: by then the artist is there and waits.
  return Math.max(1, (studio?.clientChangesUntilHours ?? 0) * HOUR);
}

/**
 * The starts to which this booking can be moved within the span, in order. For
 * a client, what anyone could book; for the studio, every time within the
 * artist's hours, however soon. The booking's own time counts as free, but is
 * not offered.
 */
export async function timesToMoveTo(
  deps: Needs,
  { role, artist, booking, span }: Moving & { readonly span: Span },
): Promise<Instant[]> {
  // A retired artist cannot be booked; the studio decides what to do about it.
  if (role === "client" && artist.retired) return [];
  const { startsAt, endsAt, heldUntil } = booking;
  const starts = await offeredSlots(deps, {
    artist: role === "client"
      ? artist
      : { ...artist, noticeMinutes: 0, horizonDays: FURTHEST_DAYS },
    service: {
      minutes: (endsAt - startsAt) / MINUTE,
      bufferMinutes: (heldUntil - endsAt) / MINUTE,
    },
    span,
    own: cellsOf({ from: startsAt, to: heldUntil }),
  });
  return starts.filter((start) => start !== startsAt);
}

/** The free times nearest to the wanted one. */
export async function alternativesTo(
  deps: Needs,
  { wanted, ...moving }: MovingTo,
): Promise<Instant[]> {
  const span = { from: wanted - 2 * DAY, to: wanted + 2 * DAY };
  const free = await timesToMoveTo(deps, { ...moving, span });
  return nearest(wanted, free, { count: 3 });
}

/**
 * Returns whether this person may move this booking there. Whether the cells
 * are still free is decided by the write. The studio may book outside the
 * artist's hours: it knows why, and the page says so; a client may not.
 */
export async function checkNewTime(
  deps: Needs,
  moving: MovingTo,
): Promise<Outcome<null>> {
  const { role, artist, booking, wanted } = moving;
  const held = cellsOf({ from: booking.startsAt, to: booking.heldUntil });
  if (!isOnGrid(wanted) || held.length > MAX_CELLS) {
    return refuse("slot_invalid");
  }
  const heldUntil = wanted + (booking.heldUntil - booking.startsAt);
  const span = { from: wanted, to: heldUntil };
  const busy = await deps.consultations.busyCells(artist.id, span);
  for (const cell of held) busy.delete(cell);
  if (busy.size > 0) {
    return await refusedTime(deps, { code: "slot_taken", ...moving });
  }
  const justThen = { from: wanted, to: wanted + 1 };
  const offered = role === "client"
    ? (await timesToMoveTo(deps, { ...moving, span: justThen })).length > 0
    : withinReach(deps, wanted);
  return offered
    ? { ok: true, value: null }
    : await refusedTime(deps, { code: "slot_invalid", ...moving });
}

function withinReach({ clock }: Needs, wanted: Instant): boolean {
  const now = clock.now();
  return wanted >= now && wanted <= now + FURTHEST_DAYS * DAY;
}

/** A refusal of this time, with the nearest free ones. */
export async function refusedTime(
  deps: Needs,
  { code, ...moving }: MovingTo & {
    readonly code: "slot_taken" | "slot_invalid";
  },
): Promise<Refusal> {
  const near = await alternativesTo(deps, moving);
  return refuse(code, { alternatives: near });
}

/** Returns whether this person can still change it. */
export function isChangeable(
  booking: Consultation,
  { noticeMs, now }: { readonly noticeMs: number; readonly now: Instant },
): boolean {
  return booking.state === "confirmed" &&
    tooLateToChange(booking, { noticeMs, now }) === null;
}
