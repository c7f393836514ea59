import { describeError } from "@/lib/domain/basic/describe_error.ts";
import {
  type Consultation,
  type Live,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import {
  joinWindow,
  windowPhase,
} from "@/lib/domain/consultation/join_window.ts";
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import type { Event } from "@/lib/domain/consultation/transition.ts";
import type { Deps, Stored } from "@/lib/ports/mod.ts";
import { cameTo } from "@/lib/domain/call/presence.ts";
import { recordAttendance } from "@/lib/usecases/call/record_attendance.ts";
import { writeRequestDigests } from "@/lib/usecases/booking/request_digests.ts";
import { bySystem, change, readStored } from "@/lib/usecases/shared/change.ts";
import { deliverDue } from "@/lib/usecases/messages/deliver_outbox.ts";
import { completeRoom, openRoomOf } from "@/lib/usecases/call/ensure_room.ts";
import { notifyClient, remindAll } from "@/lib/usecases/messages/remind.ts";
import { syncRecording } from "@/lib/usecases/recording/sync_recording.ts";

/**
 * Everything that becomes due with time, or that a crash left unfinished: sessions past their
 * end, rooms left open, recordings to stop or delete, unanswered requests,
 * no-shows, reminders, unsent mails, unreported attendance, and photos whose
 * booking was never submitted. Every step may be repeated, and by several
 * processes at once; a failing step does not stop the others.
 */
export async function sweep(deps: Deps): Promise<void> {
  const skipping = (about: string) => (error: unknown) =>
    deps.log("sweep_skipped", { about, reason: describeError(error) });
  // A consultation that was started early may be over before its own start.
  const until = deps.clock.now() + deps.joinPolicy.earlyMs + 1;
  const live: Live[] = [];
  for (const stored of await deps.consultations.unfinished(until)) {
    const { id } = stored.value;
    const now = await reconcile(deps, stored).catch(skipping(id));
    if (now?.value.state === "live") live.push(now.value);
    if (now) await notifyClient(deps, now).catch(skipping(id));
  }
  await writeRequestDigests(deps).catch(skipping("request digests"));
  await remindAll(deps).catch(skipping("reminders"));
  // After everything that writes mails, and without delaying the rest.
  const delivered = deliverDue(deps).catch(skipping("outbox"));
  await deps.photos.sweep().catch(skipping("photos"));
  // Last, and only up to the first unanswered call: a service that is down must
  // not delay what is due.
  for (const { id, twilioRoomSid } of live) {
    if (twilioRoomSid === null) continue;
    const known = await recordAttendance(deps, { id, roomSid: twilioRoomSid })
      .catch(skipping(id));
    if (!known) break;
  }
  await delivered;
}

async function reconcile(
  deps: Deps,
  stored: Stored<Consultation>,
): Promise<Stored<Consultation>> {
  const event = await withPresence(deps, stored.value);
  const outcome = event &&
    await change(deps, bySystem(deps, stored), { request: event });
  const now = outcome?.ok ? outcome.value.next : stored;
  const { value } = now;
  const { id } = value;
  if (value.state === "ended" && value.twilioRoomStatus !== "completed") {
    await completeRoom(deps, { id, room: openRoomOf(value) });
  }
  if (recordingOf(value).state === "off") return now;
  // After the room: if that is over, there is nothing left to stop. Reads
  // again: the list may be minutes old, and a stop that is no longer due would
  // end a recording.
  const read = await readStored(deps, id);
  return read.ok ? await syncRecording(deps, read.value) : now;
}

/** What is overdue; of a missed consultation with who was there. */
async function withPresence(
  deps: Deps,
  consultation: Consultation,
): Promise<Event | null> {
  const event = overdue(deps, consultation);
  if (event?.type !== "no_show") return event;
  const { startsAt } = consultation;
  const { client, artist } = await deps.presence.of(consultation.id);
  return {
    ...event,
    came: {
      client: cameTo(startsAt, client),
      artist: cameTo(startsAt, artist),
    },
  };
}

function overdue(deps: Deps, consultation: Consultation): Event | null {
  const now = deps.clock.now();
  const closed =
    windowPhase(joinWindow(consultation, deps.joinPolicy), now) === "closed";
  switch (consultation.state) {
    case "requested":
      return now >= answerBy(consultation) ? { type: "expire" } : null;
    case "confirmed":
      return closed ? { type: "no_show" } : null;
    case "live":
      return closed ? { type: "end", by: "system" } : null;
    default:
      return null;
  }
}
