/** What is left of a race, without what differs from run to run. */
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { TestApp } from "@/tests/_support/an_app.ts";
import { bookedCells, mailsAbout } from "@/tests/routes/_changes.ts";

/** A consultation's record, its times in the calendar, and the mails about it. */
export async function consultationOutcome(app: TestApp, id: ConsultationId) {
  const record = await app.record(id);
  const { cells, byArtist, byStart, unfinished } = await bookedCells(app);
  const mails = (await mailsAbout(app, id))
    .map(({ to, subject }) => `${subject} to ${to}`).sort();
  return {
    state: record.state,
    version: record.version,
    startsAt: record.startsAt,
    ...("twilioRoomStatus" in record ? { room: record.twilioRoomStatus } : {}),
    ...("endedBy" in record ? { endedBy: record.endedBy } : {}),
    ...("cancelledBy" in record ? { by: record.cancelledBy } : {}),
    cells: cells.map(({ at }) => at),
    byArtist: byArtist.map(({ at }) => at),
    byStart: byStart.map(({ at }) => at),
    unfinished: unfinished.map(({ at }) => at),
    mails,
  };
}
