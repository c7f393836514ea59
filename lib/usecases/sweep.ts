import type { Consultation } from "@/lib/domain/consultation.ts";
import { joinWindow, windowPhase } from "@/lib/domain/join_window.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps } from "@/lib/ports.ts";
import { change, reader } from "./change.ts";
import { deliverDue } from "./deliver_outbox.ts";
import { completeRoom } from "./ensure_room.ts";

/**
 * What time alone brings about, and what a crash left undone: sessions past
 * close, rooms left open, requests nobody answered, no-shows, mail not sent.
 * Every step may be repeated, and by several processes at once.
 */
export async function sweep(deps: Deps): Promise<void> {
  await deliverDue(deps);
  for (
    const consultation of await deps.consultations.unfinished(
      // One that was started early may be over before its own start.
      deps.clock.now() + deps.joinPolicy.earlyMs + 1,
    )
  ) {
    const event = overdue(deps, consultation);
    if (event) await change(deps, reader(deps, consultation.id), event);
    const left = event?.type === "end" ||
      (consultation.state === "ended" &&
        consultation.twilioRoomStatus !== "completed");
    if (left && "twilioRoomName" in consultation) {
      const room = "twilioRoomSid" in consultation
        ? consultation.twilioRoomSid
        : null;
      await completeRoom(
        deps,
        consultation.id,
        room ?? consultation.twilioRoomName,
      );
    }
  }
}

function overdue(deps: Deps, consultation: Consultation): Event | null {
  const now = deps.clock.now();
  const closed =
    windowPhase(joinWindow(consultation, deps.joinPolicy), now) === "closed";
  switch (consultation.state) {
    case "requested":
      return now >= consultation.startsAt ? { type: "expire" } : null;
    case "confirmed":
      return closed ? { type: "no_show" } : null;
    case "live":
      return closed ? { type: "end", by: "system" } : null;
    default:
      return null;
  }
}
