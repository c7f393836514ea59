/** A booking is no mail bomb, and cannot hold the diary. */
import { expect } from "expect";
import { HOUR, iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { REQUEST_HOLD } from "@/lib/domain/booking/request_hold.ts";
import { OPEN_REQUESTS } from "@/lib/domain/booking/request_limits.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { INES, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { send, WANTED } from "./_booking_form.ts";

const at = (i: number) => ({ at: iso(WANTED + i * HOUR) });
const victim = "victim@client.example";

async function openOf(app: TestApp) {
  const all = await app.services.deps.consultations.all(1000);
  return all.filter(({ state }) => state === "requested");
}

Deno.test("attack: forty forms with another person's address hold three times and send three mails", async () => {
  await withApp(async (app) => {
    // Each from another address, all at the same moment.
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        send(app, {
          fields: { ...at(i), email: i % 2 ? victim : victim.toUpperCase() },
          headers: { "x-forwarded-for": `192.0.2.${i}` },
        })),
    );
    const statuses = answers.map(({ status }) => status);
    for (const answer of answers) await answer.body?.cancel();
    expect(statuses.filter((status) => status === 303).length).toBe(3);
    expect(statuses.filter((status) => status === 429).length).toBe(37);
    expect((await openOf(app)).length).toBe(3);
    const mails = await app.mails();
    const toVictim = mails.filter(({ to }) => to.toLowerCase() === victim);
    expect(toVictim.length).toBe(3);
  }, { TRUSTED_PROXIES: "1" });
});

Deno.test("a refused form says what to do, when to come back, and keeps what was typed", async () => {
  await withApp(async (app) => {
    for (let i = 0; i < OPEN_REQUESTS.client; i++) {
      expect((await send(app, { fields: at(i) })).status).toBe(303);
    }
    const refused = await send(app, {
      fields: { ...at(9), note: "Very oily skin" },
    });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const html = await refused.text();
    expect(html).toContain("waiting for an answer");
    expect(html).toContain("Very oily skin");
    expect(html).toContain("clara@client.example");
  });
});

Deno.test("an answered request makes room for the next one", async () => {
  await withApp(async (app) => {
    for (let i = 0; i < OPEN_REQUESTS.client; i++) {
      await (await send(app, { fields: at(i) })).body?.cancel();
    }
    const [first] = await openOf(app);
    const declined = await declineConsultation(app.services.deps, {
      actor: { role: "artist", artistId: INES, email: "ines@studio.example" },
      id: first!.id,
      reason: "",
    });
    expect(declined.ok).toBe(true);
    expect((await send(app, { fields: at(9) })).status).toBe(303);
  });
});

Deno.test("a form that is refused for its time takes no place", async () => {
  await withApp(async (app) => {
    await (await send(app, { fields: at(0) })).body?.cancel();
    const taken = await send(app, { fields: { ...at(0), name: "Other" } });
    expect(taken.status).toBe(409);
    await taken.body?.cancel();
    for (const i of [1, 2]) {
      expect((await send(app, { fields: at(i) })).status).toBe(303);
    }
  });
});

Deno.test("an unanswered request holds its time for two days, says so, and expires with a mail", async () => {
  await withApp(async (app) => {
    const startsAt = WANTED + 3 * 24 * HOUR;
    const id = await app.requested(startsAt);
    const { artistId } = await app.record(id);
    const held = async () =>
      (await app.services.deps.consultations.busyCells(artistId, {
        from: startsAt,
        to: startsAt + HOUR,
      })).size > 0;
    const [received] = (await app.mails())
      .filter(({ to }) => to === "mara@client.example");
    expect(received!.text).toContain("We are holding this time for you until");
    app.clock.advance(REQUEST_HOLD - MINUTE);
    await sweep(app.services.deps);
    expect([(await app.record(id)).state, await held()])
      .toEqual(["requested", true]);
    app.clock.advance(MINUTE);
    await sweep(app.services.deps);
    expect([(await app.record(id)).state, await held()])
      .toEqual(["expired", false]);
    expect((await app.mails()).at(-1)!.subject).toContain("expired");
  });
});

Deno.test("an artist hears of the first requests of an hour one by one, and of the others in one mail", async () => {
  await withApp(async (app) => {
    for (let i = 0; i < 12; i++) {
      await app.requested(WANTED + i * HOUR, `Client ${i}`);
    }
    const toArtist = async () =>
      (await app.mails()).filter(({ to }) => to === "ines@studio.example");
    expect((await toArtist()).length).toBe(5);
    app.clock.advance(HOUR);
    await sweep(app.services.deps);
    await sweep(app.services.deps);
    const mails = await toArtist();
    expect(mails.length).toBe(6);
    expect(mails.at(-1)!.subject).toBe("12 requests wait for your answer");
    expect(mails.at(-1)!.text).not.toContain("Client 7");
  });
});

Deno.test("one artist's calendar takes a limited number of unanswered requests", async () => {
  await withApp(async (app) => {
    const codes: string[] = [];
    for (let i = 0; i <= OPEN_REQUESTS.artist; i++) {
      const booked = await bookConsultation(app.services.deps, {
        artistId: INES,
        serviceId: "bridal-trial" as never,
        startsAt: WANTED + i * HOUR,
        client: {
          name: "A",
          email: `a${i}@client.example`,
          zone: "Europe/Berlin",
          note: "",
          phone: null,
        },
        intake: [],
        photos: [],
      });
      codes.push(booked.ok ? "booked" : booked.code);
    }
    expect(codes.at(-2)).toBe("booked");
    expect(codes.at(-1)).toBe("requests_full");
  });
});
