import {
  type Consultation,
  type Live,
  recordingOf,
} from "@/lib/domain/consultation.ts";
import { joinWindow, windowPhase } from "@/lib/domain/join_window.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps } from "@/lib/ports.ts";
import { noteAttendance } from "./note_attendance.ts";
import { change, reader } from "./change.ts";
import { deliverDue } from "./deliver_outbox.ts";
import { completeRoom, openRoomOf } from "./ensure_room.ts";
import { callClient, remindAll } from "./remind.ts";
import { settleRecording } from "./settle_recording.ts";

/**
 * What time alone brings about, and what a crash left undone: sessions past
 * close, rooms left open, recordings to be stopped or deleted, requests nobody
 * answered, no-shows, reminders, mail not sent, who came and went without our
 * hearing of it, and pictures whose booking was never sent.
 * Every step may be repeated, and by several processes at once; one that fails
 * holds up no other.
 */
export async function sweep(deps: Deps): Promise<void> {
  const skipping = (about: string) => (error: unknown) =>
    deps.log("sweep_skipped", { about, reason: String(error) });
  // One that was started early may be over before its own start.
  const until = deps.clock.now() + deps.joinPolicy.earlyMs + 1;
  const live: Live[] = [];
  for (const consultation of await deps.consultations.unfinished(until)) {
    const now = await putRight(deps, consultation)
      .catch(skipping(consultation.id));
    if (now?.state === "live") live.push(now);
    if (now) await callClient(deps, now).catch(skipping(now.id));
  }
  await remindAll(deps).catch(skipping("reminders"));
  // After all that writes mails, and without holding up what is left to do.
  const delivered = deliverDue(deps).catch(skipping("outbox"));
  await deps.photos.sweep().catch(skipping("photos"));
  // Last, and no further than to the first that is not answered: a service that
  // is down must not hold up what is due.
  for (const { id, twilioRoomSid } of live) {
    if (twilioRoomSid === null) continue;
    const known = await noteAttendance(deps, id, twilioRoomSid)
      .catch(skipping(id));
    if (!known) break;
  }
  await delivered;
}

async function putRight(
  deps: Deps,
  consultation: Consultation,
): Promise<Consultation> {
  const event = overdue(deps, consultation);
  const outcome = event &&
    await change(deps, reader(deps, consultation.id), event);
  const now = outcome?.ok ? outcome.value.consultation : consultation;
  if (now.state === "ended" && now.twilioRoomStatus !== "completed") {
    await completeRoom(deps, now.id, openRoomOf(now));
  }
  // After the room: where that is over, nothing is left to stop.
  if (recordingOf(now).state !== "off") await settleRecording(deps, now.id);
  return now;
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
