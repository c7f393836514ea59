import { tooLateToChange } from "@/lib/domain/arrangement.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import { DAY, HOUR, type Instant, MINUTE } from "@/lib/domain/instant.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer_limits.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { type Outcome, type Refusal, refuse } from "@/lib/domain/refusal.ts";
import { cellsOf, isOnGrid, MAX_CELLS, nearest } from "@/lib/domain/slot.ts";
import type { Artist } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { offeredSlots } from "./offered_slots.ts";

type Role = Actor["role"];
type Needs = Pick<Deps, "clock" | "consultations">;

/** Until how long before the start this person may change it; nothing is asked of the studio itself. */
export async function noticeFor(
  deps: Pick<Deps, "directory">,
  role: Role,
): Promise<number> {
  if (role !== "client") return 0;
  const studio = await deps.directory.studio();
  // At least until the start: by then the artist is there and waits.
  return Math.max(1, (studio?.clientChangesUntilHours ?? 0) * HOUR);
}

/**
 * The starts to which this booking can be moved within the span, in order. To a
 * client what anybody could book; to the studio every time within the artist's
 * hours, however soon. The booking's own time counts as free, and is no choice.
 */
export async function timesToMoveTo(
  deps: Needs,
  role: Role,
  artist: Artist,
  booking: Consultation,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<Instant[]> {
  // Nobody can be booked who is retired; what to do about it is the studio's to say.
  if (role === "client" && artist.retired) return [];
  const { startsAt, endsAt, heldUntil } = booking;
  const starts = await offeredSlots(
    deps,
    role === "client"
      ? artist
      : { ...artist, noticeMinutes: 0, horizonDays: FURTHEST_DAYS },
    {
      minutes: (endsAt - startsAt) / MINUTE,
      bufferMinutes: (heldUntil - endsAt) / MINUTE,
    },
    span,
    cellsOf({ from: startsAt, to: heldUntil }),
  );
  return starts.filter((start) => start !== startsAt);
}

/** The free times nearest to the wanted one. */
export async function alternativesTo(
  deps: Needs,
  role: Role,
  artist: Artist,
  booking: Consultation,
  wanted: Instant,
): Promise<Instant[]> {
  const around = { from: wanted - 2 * DAY, to: wanted + 2 * DAY };
  const free = await timesToMoveTo(deps, role, artist, booking, around);
  return nearest(wanted, free, 3);
}

/**
 * May this person move this booking there? Whether the cells are still free is
 * decided by the write. The studio may go outside the artist's hours: it knows
 * why, and the page says so; a client may not.
 */
export async function checkNewTime(
  deps: Needs,
  role: Role,
  artist: Artist,
  booking: Consultation,
  wanted: Instant,
): Promise<Outcome<null>> {
  const held = cellsOf({ from: booking.startsAt, to: booking.heldUntil });
  if (!isOnGrid(wanted) || held.length > MAX_CELLS) {
    return refuse("slot_invalid");
  }
  const heldUntil = wanted + (booking.heldUntil - booking.startsAt);
  const span = { from: wanted, to: heldUntil };
  const busy = await deps.consultations.busyCells(artist.id, span);
  for (const cell of held) busy.delete(cell);
  if (busy.size > 0) {
    return await refusedTime(deps, "slot_taken", role, artist, booking, wanted);
  }
  const offered = role === "client"
    ? (await timesToMoveTo(deps, role, artist, booking, {
      from: wanted,
      to: wanted + 1,
    })).length > 0
    : withinReach(deps, wanted);
  return offered
    ? { ok: true, value: null }
    : await refusedTime(deps, "slot_invalid", role, artist, booking, wanted);
}

function withinReach({ clock }: Needs, wanted: Instant): boolean {
  const now = clock.now();
  return wanted >= now && wanted <= now + FURTHEST_DAYS * DAY;
}

/** A refusal of this time, with the free ones nearest to it. */
export async function refusedTime(
  deps: Needs,
  code: "slot_taken" | "slot_invalid",
  role: Role,
  artist: Artist,
  booking: Consultation,
  wanted: Instant,
): Promise<Refusal> {
  const near = await alternativesTo(deps, role, artist, booking, wanted);
  return refuse(code, { alternatives: near });
}

/** Can it still be changed, and by this person? */
export function isChangeable(
  booking: Consultation,
  noticeMs: number,
  now: Instant,
): boolean {
  return booking.state === "confirmed" &&
    tooLateToChange(booking, noticeMs, now) === null;
}
