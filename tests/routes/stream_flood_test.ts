/** Attack: one visitor, or one address, opens event streams without end. */
import { expect } from "expect";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { STREAM_LIMITS } from "@/lib/domain/basic/stream_limits.ts";
import { clientCookie, STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import { enterByLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { EventReader } from "@/tests/_support/event_reader.ts";
import { beat, codeOf, video } from "./_requests.ts";
import { counted, watchingRoom } from "./_streams.ts";

/** In waves: all at once would block a slow machine for longer than the store's deadline. */
const WAVES = 6;
const WAVE = 60;
const { perSession, perPeer } = STREAM_LIMITS;

function opens(app: TestApp, path: string, { cookie, from }: {
  readonly cookie: string;
  readonly from: string;
}) {
  const headers = {
    accept: "text/event-stream",
    "x-forwarded-for": from,
    cookie,
  };
  return app.ask(path, { headers });
}

function staffSession({ services }: TestApp): Promise<string> {
  return services.deps.sessions.create(
    { role: "artist", artistId: INES, email: "ines@studio.example" },
    { expiresAt: START + 48 * HOUR },
  ).then((token) => `${STAFF_COOKIE}=${token}`);
}

Deno.test(`attack: ${WAVES * WAVE} streams by one session: ${perSession} stay, and everybody else is answered and kept current`, async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const changes = counted(app.services.deps.changes);
    app.replace({ changes });
    const cookie = await staffSession(app);
    await watchingRoom(app, id, "artist", async (victim) => {
      expect((await victim.next())!.data.client.here).toBe(false);
      const path = `${video(id)}/waiting-status`;
      // From many addresses, so that no limit per address helps.
      const asked = (i: number) => ({ cookie, from: `192.0.2.${i}` });
      const readers: EventReader[] = [];
      for (let wave = 0; wave < WAVES; wave++) {
        const answers = Array.from(
          { length: WAVE },
          (_, i) => opens(app, path, asked(i)),
        );
        const event = wave === 0 ? "arrive" : "beat";
        expect((await beat(app, id, "client", event)).status).toBe(200);
        for (const answer of await Promise.all(answers)) {
          if (answer.status === 200) readers.push(new EventReader(answer));
          else expect(await codeOf(answer)).toBe("rate_limited");
        }
      }
      // A flood that waits for each answer.
      while (readers.length < 4 * perSession) {
        readers.push(new EventReader(await opens(app, path, asked(0))));
      }
      expect(app.services.streams.size).toBe(perSession + 1);
      // One view for all of them, and the victim's: each follows the room and the account.
      expect([app.services.views.size, changes.open]).toEqual([2, 4]);
      const [first, ...others] = readers;
      const told = await first!.until(({ event }) => event === "replaced");
      expect(told.at(-1)!.data).toEqual({});
      expect(await first!.next()).toBeNull();
      expect((await victim.next())!.data.client.here).toBe(true);
      await beat(app, id, "client", "left");
      expect((await victim.next())!.data.client.here).toBe(false);
      const last = await readers.at(-1)!.until(({ data }) =>
        data.client?.here === false
      );
      expect(last.at(-1)!.event).toBe("snapshot");
      for (const reader of [first!, ...others]) await reader.close();
    });
    expect([app.services.streams.size, app.services.views.size, changes.open])
      .toEqual([0, 0, 0]);
  }, { TRUSTED_PROXIES: "1" });
});

Deno.test(`attack: streams of one address with many sessions: ${perPeer}, then 429 with a time to wait, and other addresses are served`, async () => {
  await withApp(async (app) => {
    const from = "2001:db8:1:2::1";
    const sameCustomer = "2001:db8:1:2:ffff::1";
    const readers: EventReader[] = [];
    while (readers.length < perPeer) {
      const cookie = await staffSession(app);
      for (let i = 0; i < perSession && readers.length < perPeer; i++) {
        readers.push(
          new EventReader(
            await opens(app, "/api/artist/day", { cookie, from }),
          ),
        );
      }
    }
    const cookie = await staffSession(app);
    const refused = await opens(app, "/api/artist/day", {
      cookie,
      from: sameCustomer,
    });
    expect([refused.status, refused.headers.get("retry-after")])
      .toEqual([429, String(STREAM_LIMITS.retryAfterSeconds)]);
    expect(await codeOf(refused)).toBe("rate_limited");
    const plain = await app.ask("/api/artist/day", { headers: { cookie } });
    expect(plain.status).toBe(200);
    await plain.body!.cancel();
    const elsewhere = await opens(app, "/api/artist/day", {
      cookie,
      from: "2001:db8:1:3::1",
    });
    readers.push(new EventReader(elsewhere));
    await readers.shift()!.close();
    const again = await opens(app, "/api/artist/day", { cookie, from });
    readers.push(new EventReader(again));
    for (const reader of readers) await reader.close();
    expect(app.services.streams.size).toBe(0);
  }, { TRUSTED_PROXIES: "1" });
});

Deno.test("attack: a client's link that is opened again and again gives no further streams", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const readers: EventReader[] = [];
    for (let i = 0; i < 2 * perSession; i++) {
      const entered = await enterByLink(app.services.deps, { id, secret });
      if (!entered.ok) throw new Error(entered.code);
      const cookie = `${clientCookie(id)}=${entered.value.token}`;
      const from = `192.0.2.${i}`;
      readers.push(
        new EventReader(
          await opens(app, `${video(id)}/waiting-status`, { cookie, from }),
        ),
      );
    }
    expect(app.services.streams.size).toBe(perSession);
    for (const reader of readers) await reader.close();
  }, { TRUSTED_PROXIES: "1" });
});

Deno.test("attack: streams that are refused for another reason leave no place taken", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const path = `${video(id)}/waiting-status`;
    const headers = { accept: "text/event-stream" };
    for (let i = 0; i < perPeer + 10; i++) {
      expect((await app.ask(path, { as: "nobody", headers })).status).toBe(401);
    }
    expect(app.services.views.size).toBe(0);
  });
});

Deno.test("over HTTP, all windows of one session get the same change, encoded once", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const server = Deno.serve({ port: 0, onListen() {} }, app.fetch);
    const url = `http://127.0.0.1:${server.addr.port}`;
    const cookie = app.cookieOf("artist");
    const readers = await Promise.all(
      Array.from({ length: perSession }, async () =>
        new EventReader(
          await fetch(`${url}${video(id)}/waiting-status`, {
            headers: { accept: "text/event-stream", cookie },
          }),
        )),
    );
    for (const reader of readers) await reader.next();
    await beat(app, id, "client", "arrive");
    for (const reader of readers) {
      expect((await reader.next())!.data.client.here).toBe(true);
    }
    await Promise.all(readers.map((reader) => reader.close()));
    await server.shutdown();
  });
});
