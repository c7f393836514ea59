/** What a client's calendar receives, from the booking to its end. */
import { expect } from "expect";
import { DAY, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { badLines, readIcs } from "@/tests/_support/ics.ts";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { consultationPath } from "./_requests.ts";
import { cancel, LATER, move, NEW } from "./_changes.ts";

/** The calendar files in the client's mails, oldest first. */
async function filesOf(app: TestApp, to = "mara@client.example") {
  return (await app.services.mailbox!.list()).reverse()
    .filter((mail) => mail.to === to)
    .flatMap((mail) => mail.attachments);
}

async function steps(app: TestApp, id: ConsultationId) {
  const step = async (work: () => Promise<Response>) => {
    app.clock.advance(MINUTE);
    const { status } = await work();
    expect(status).toBe(200);
  };
  await step(() =>
    app.ask(`${consultationPath(id)}/confirm`, { method: "POST", as: "artist" })
  );
  await step(() => move(app, id, "artist", NEW));
  await step(() => move(app, id, "artist", NEW + DAY));
  await step(() => cancel(app, id, "artist"));
}

Deno.test("booked, confirmed, moved twice and cancelled: one entry, each time newer, requested three times and cancelled once", async () => {
  await withApp(async (app) => {
    const id = await app.requested(LATER);
    expect(await filesOf(app)).toEqual([]);
    await steps(app, id);
    const files = await filesOf(app);
    for (const { content } of files) {
      expect(badLines(String(content))).toEqual([]);
    }
    const calendars = files.map(({ content }) => readIcs(String(content)));
    expect(calendars.map(({ method }) => method))
      .toEqual(["REQUEST", "REQUEST", "REQUEST", "CANCEL"]);
    const events = calendars.map(({ events: [event] }) => event!);
    expect([...new Set(events.map(({ uid }) => uid))])
      .toEqual([`${id}@localhost`]);
    const sequences = events.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    expect(events.map(({ startsAt }) => startsAt))
      .toEqual([LATER, NEW, NEW + DAY, NEW + DAY]);
    expect(events.map(({ status }) => status))
      .toEqual(["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"]);
    const stamps = events.map((event) => event.value("dtstamp")!);
    expect(stamps).toEqual([...new Set(stamps)].sort());
    // RFC 5546: an update has the same organizer and attendee as the
    // invitation.
    for (const name of ["organizer", "attendee"]) {
      expect(new Set(events.map((event) => event.value(name))).size).toBe(1);
    }
    // The artist was never invited, so no cancellation is sent either.
    expect(await filesOf(app, "ines@studio.example")).toEqual([]);
  });
});

Deno.test("a declined request was in no calendar, and no calendar is notified of it", async () => {
  await withApp(async (app) => {
    const id = await app.requested(LATER);
    expect((await cancel(app, id, "admin")).status).toBe(200);
    expect((await app.record(id)).state).toBe("declined");
    expect(await filesOf(app)).toEqual([]);
  });
});
