/** What the artist says about themselves, and what the store knows, in the client's snapshot. */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR, iso, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import {
  beat,
  codeOf,
  consultationPath,
  end,
  start,
  video,
} from "./_requests.ts";

const say = async (
  app: TestApp,
  id: ConsultationId,
  body: unknown,
  as: Who = "artist",
) =>
  await codeOf(
    await app.ask(`${video(id)}/artist-status`, { method: "POST", as, body }),
  );

async function snapshotOf(
  app: TestApp,
  id: ConsultationId,
  as: Who = "client",
) {
  return await (await app.ask(`${video(id)}/waiting-status`, { as })).json();
}

const statusOf = async (app: TestApp, id: ConsultationId) =>
  (await snapshotOf(app, id)).artistStatus ?? null;

Deno.test("what the artist says reaches the client, until it is taken back or over", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    expect(await statusOf(app, id)).toBeNull();
    expect(await say(app, id, { status: "getting_ready" })).toBe("ok");
    expect(await statusOf(app, id)).toEqual({ is: "getting_ready" });
    expect(await say(app, id, { status: "late", minutes: 10 })).toBe("ok");
    expect(await statusOf(app, id)).toEqual({ is: "late", minutes: 10 });
    app.clock.set(START + 12 * MINUTE);
    expect(await statusOf(app, id)).toBeNull();
    await say(app, id, { status: "late", minutes: 15 });
    expect(await statusOf(app, id)).toEqual({
      is: "late",
      minutes: 15,
      due: iso(START + 27 * MINUTE),
    });
    expect(await say(app, id, { status: "none" })).toBe("ok");
    expect(await statusOf(app, id)).toBeNull();
  });
});

Deno.test("a statement ends with the start of the call, and with another time", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await say(app, id, { status: "late", minutes: 5 });
    app.clock.set(START);
    await start(app, id);
    expect(await statusOf(app, id)).toBeNull();
  });
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await say(app, id, { status: "late", minutes: 5 });
    const body = { at: iso(START + 2 * HOUR) };
    await app.ask(`${consultationPath(id)}/reschedule`, {
      method: "POST",
      as: "artist",
      body,
    });
    const moved = await snapshotOf(app, id, "artist");
    expect([moved.startsAt, moved.artistStatus]).toEqual([body.at, undefined]);
  });
});

Deno.test("only the artist of the consultation says it, with one of the given delays, while it is expected", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const before = await app.dump();
    const ready = { status: "getting_ready" };
    expect(await say(app, id, ready, "client")).toBe("wrong_role");
    expect(await say(app, id, ready, "admin")).toBe("wrong_role");
    expect(await say(app, id, ready, "other_artist")).toBe("not_found");
    expect(await say(app, id, ready, "nobody")).toBe("sign_in_required");
    for (
      const body of [
        {},
        { status: "late" },
        { status: "late", minutes: 7 },
        { status: "late", minutes: "5" },
        { status: "<b>late</b>" },
      ]
    ) expect(await say(app, id, body)).toBe("invalid_input");
    expect(await app.dump()).toBe(before);
    app.clock.set(START + 5 * HOUR);
    expect(await say(app, id, ready)).toBe("too_late");
  });
});

/** The artist's call with Clara goes on while Mara waits for hers. */
async function whileBusy(
  test: (busy: {
    readonly app: TestApp;
    readonly first: ConsultationId;
    readonly mara: ConsultationId;
    readonly wait: (event?: string) => Promise<unknown>;
  }) => Promise<void>,
) {
  await withApp(async (app) => {
    const { id: first } = await app.confirmed(START, "Clara Haas");
    const { endsAt } = await app.record(first);
    const next = endsAt + 15 * MINUTE;
    const { id: mara } = await app.confirmed(next);
    app.clock.set(START);
    await start(app, first);
    await app.settled();
    app.clock.set(next - 5 * MINUTE);
    await test({
      app,
      first,
      mara,
      wait: async (event = "beat") =>
        (await (await beat(app, mara, "client", event)).json()).artistStatus ??
          null,
    });
  });
}

Deno.test("a client who waits learns until when the artist is in another call, and that it has ended, with the next heartbeat; and nothing about whom it is with", async () => {
  await whileBusy(async ({ app, first, mara, wait }) => {
    const { endsAt } = await app.record(first);
    expect(await statusOf(app, mara)).toBeNull();
    const busy = { is: "busy", until: iso(endsAt) };
    expect(await wait("arrive")).toEqual(busy);
    const snapshot = await snapshotOf(app, mara);
    expect(snapshot.artistStatus).toEqual(busy);
    expect(JSON.stringify(snapshot)).not.toContain("Clara");
    expect(JSON.stringify(snapshot)).not.toContain(first);

    await say(app, mara, { status: "late", minutes: 15 });
    expect(await statusOf(app, mara)).toEqual({ is: "late", minutes: 15 });
    await say(app, mara, { status: "none" });

    await end(app, first, "artist");
    await app.settled();
    app.clock.advance(6 * SECOND);
    expect(await wait()).toBeNull();
    expect(await statusOf(app, mara)).toBeNull();
  });
});

Deno.test("the end of the other call is news for the waiting page, and a heartbeat that brings none is not", async () => {
  await whileBusy(async ({ app, first, mara, wait }) => {
    let news = 0;
    const topic = { consultation: mara };
    const undo = app.services.deps.changes.subscribe(topic, () => news++);
    try {
      await wait("arrive");
      await app.settled();
      const pulse = () =>
        app.kv(async (kv) =>
          (await kv.get<Deno.KvU64>(["pulses", "consultation", mara])).value
            ?.value
        );
      const before = await pulse();
      await wait();
      expect(await pulse()).toBe(before);
      await end(app, first, "artist");
      await wait();
      expect(await pulse()).toBe(before! + 1n);
    } finally {
      undo();
    }
  });
});

Deno.test("the artist does not read of themselves that they are in another call before anyone waits", async () => {
  await whileBusy(async ({ app, mara }) => {
    await beat(app, mara, "artist", "arrive");
    expect((await snapshotOf(app, mara, "artist")).artistStatus)
      .toBeUndefined();
  });
});

Deno.test("a call that should have ended a quarter of an hour ago is not mentioned any more", async () => {
  await whileBusy(async ({ app, first, wait }) => {
    const { endsAt } = await app.record(first);
    app.clock.set(endsAt + 14 * MINUTE);
    expect(await wait("arrive")).not.toBeNull();
    app.clock.set(endsAt + 15 * MINUTE);
    expect(await wait()).toBeNull();
  });
});
