/** The file behind "Apple and others", for the client and for the artist. */
import { expect } from "expect";
import { type Who, withApp } from "@/tests/_support/an_app.ts";
import { badLines, readIcs } from "@/tests/_support/ics.ts";
import { consultationPath } from "./_requests.ts";
import { cancel, LATER, move } from "./_changes.ts";

const clients = (id: string) => `/c/${id}/calendar.ics`;
const artists = (id: string) => `/artist/consultations/${id}/calendar.ics`;

Deno.test("client and artist each download the current entry, under one UID, without the link's secret", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed(LATER);
    const read = async (path: string, as: Who) => {
      const answer = await app.ask(path, { as });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type"))
        .toBe("text/calendar; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const file = await answer.text();
      expect(badLines(file)).toEqual([]);
      expect(file).not.toContain(secret);
      expect(file).not.toContain("mara@");
      const { method, events: [event] } = readIcs(file);
      expect(method).toBe("PUBLISH");
      return event!;
    };
    const client = await read(clients(id), "client");
    const artist = await read(artists(id), "artist");
    expect(client.uid).toBe(artist.uid);
    expect(client.value("summary")).toBe("Bridal trial with Inès Vidal");
    expect(artist.value("summary")).toBe("Bridal trial: Mara");
    expect([client.startsAt, client.status, client.sequence])
      .toEqual([LATER, "CONFIRMED", 1]);
    await cancel(app, id, "artist");
    const after = await read(artists(id), "artist");
    expect([after.status, after.sequence]).toEqual(["CANCELLED", 2]);
  });
});

Deno.test("a client without a session gets the entry page, the same for every id; after a reschedule, so does the old link's session", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const unknown = "a".repeat(26);
    for (
      const [as, about] of [
        ["nobody", id],
        ["nobody", unknown],
        ["client", unknown],
        ["artist", id],
      ] as const
    ) {
      const answer = await app.ask(clients(about), { as });
      expect([as, answer.status, answer.headers.get("location")])
        .toEqual([as, 303, `/c/${about}`]);
    }
    expect((await app.ask(clients("not an id"), { as: "client" })).status)
      .toBe(404);
    await move(app, id, "artist");
    expect((await app.ask(clients(id), { as: "client" })).status).toBe(303);
  });
});

Deno.test("attack: an artist's file is for that artist only; declined and unknown consultations are not found", async () => {
  await withApp(async (app) => {
    const id = await app.requested(LATER);
    const status = async (as: Who, about: string = id) =>
      (await app.ask(artists(about), { as })).status;
    expect([await status("artist"), await status("other_artist")])
      .toEqual([200, 404]);
    // Redirected to sign in, and to their own pages.
    expect([await status("nobody"), await status("admin")]).toEqual([303, 303]);
    expect(await status("artist", "a".repeat(26))).toBe(404);
    await app.ask(`${consultationPath(id)}/decline`, {
      method: "POST",
      as: "artist",
    });
    expect(await status("artist")).toBe(404);
  });
});

Deno.test("downloading changes nothing", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const before = await app.dump();
    for (const method of ["GET", "HEAD"]) {
      await app.ask(clients(id), { method, as: "client" });
      await app.ask(clients(id), { method });
      await app.ask(artists(id), { method, as: "artist" });
    }
    expect(await app.dump()).toBe(before);
  });
});
