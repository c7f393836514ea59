/** Erasing a consultation: what is deleted, what stays, who may, and recovery after a crash. */
import { expect } from "expect";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { enterByLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import {
  BRIDAL,
  INES,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { roomsDown } from "@/tests/_support/faulty_rooms.ts";
import {
  beat,
  codeOf,
  consultationPath,
  end,
  live,
} from "@/tests/routes/_requests.ts";
import {
  type Recorded,
  recording,
  said,
  tell,
  whileLive,
} from "@/tests/routes/_recording.ts";

const erase = async (app: TestApp, id: ConsultationId, as: Who = "artist") =>
  await codeOf(
    await app.ask(`${consultationPath(id)}/erase`, { method: "POST", as }),
  );

/** Values that occur nowhere else in the store. */
const CLIENT = {
  name: "Zuleika Quartz",
  email: "zuleika@secret-place.example",
  zone: "Europe/Berlin",
  note: "Scar under the left eyebrow",
  phone: "+4915550001234",
};
const TRACES = /Zuleika|Quartz|secret-place|eyebrow|5550001234|Peanuts/i;

async function bookedByZuleika(app: TestApp): Promise<ConsultationId> {
  const booked = await bookConsultation(app.services.deps, {
    artistId: INES,
    serviceId: BRIDAL,
    startsAt: START,
    client: CLIENT,
    intake: [{ label: "Any allergies?", answer: "Peanuts" }],
    photos: [],
  });
  if (!booked.ok) throw new Error(booked.code);
  await app.services.settled();
  return booked.value.id;
}

Deno.test("after an erasure, a dump of the store contains neither name, address nor note, from any state", async () => {
  const ways: Record<
    string,
    (app: TestApp, id: ConsultationId) => Promise<unknown>
  > = {
    declined: (app, id) => post(app, `${consultationPath(id)}/decline`),
    expired: (app) => (app.clock.set(START), sweep(app.services.deps)),
    no_show: async (app, id) => {
      await post(app, `${consultationPath(id)}/confirm`);
      app.clock.set(START + 5 * HOUR);
      await sweep(app.services.deps);
    },
    ended: async (app, id) => {
      await post(app, `${consultationPath(id)}/confirm`);
      app.clock.set(START);
      await post(app, `/api/video/consultation/${id}/start-session`);
      await beat(app, id, "artist", "arrive");
      await post(app, `/api/video/consultation/${id}/end-session`);
    },
  };
  for (const [state, bring] of Object.entries(ways)) {
    await withApp(async (app) => {
      const id = await bookedByZuleika(app);
      await bring(app, id);
      expect((await app.record(id)).state).toBe(state);
      expect(await app.values()).toMatch(TRACES);
      expect([state, await erase(app, id)]).toEqual([state, "ok"]);
      expect(await app.values()).not.toMatch(TRACES);
      expect(await app.record(id)).toMatchObject({
        state: "erased",
        artistId: INES,
        startsAt: START,
        erasedBy: "artist",
      });
    });
  }
});

Deno.test("its mails that wait to be sent and its dead letters are deleted too; other people's stay", async () => {
  await withApp(async (app) => {
    app.replace({ mailSender: { deliver: () => Promise.reject(new Error()) } });
    const id = await bookedByZuleika(app);
    const other = await app.requested(START + 2 * HOUR);
    for (let i = 0; i < 6; i++) {
      app.clock.advance(5 * HOUR);
      await sweep(app.services.deps);
    }
    await app.kv((kv) =>
      kv.set(keys.deadLetter("x"), {
        id: "x",
        kind: "confirmed",
        to: CLIENT.email,
        consultationId: id,
        attempts: 8,
      })
    );
    expect(await app.values()).toMatch(TRACES);
    expect(await erase(app, id)).toBe("ok");
    const left = await app.values();
    expect(left).not.toMatch(TRACES);
    expect(left).toContain("Mara Lindqvist");
    expect((await app.record(other)).state).not.toBe("erased");
  });
});

Deno.test("an upcoming or ongoing consultation is not erased, with advice on what to do first", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    const before = await app.dump();
    expect(await erase(app, id)).toBe("erasure_too_early");
    expect(await app.dump()).toBe(before);
    await post(app, `${consultationPath(id)}/confirm`);
    expect(await erase(app, id)).toBe("erasure_too_early");
    app.clock.set(START);
    await post(app, `/api/video/consultation/${id}/start-session`);
    expect(await erase(app, id)).toBe("erasure_too_early");
    expect((await app.record(id)).client.name).toBe("Mara Lindqvist");
  });
});

Deno.test("with a possibly open room nothing is erased; a room that can be closed is closed first", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const { videoRooms } = app.services.deps;
    app.replace({ videoRooms: roomsDown(videoRooms) });
    await end(app, id, "artist");
    expect(await erase(app, id)).toBe("erasure_room_open");
    expect((await app.record(id)).client.name).toBe("Mara Lindqvist");
    app.replace({ videoRooms });
    expect(await erase(app, id)).toBe("ok");
    expect((await app.record(id)).state).toBe("erased");
  });
});

Deno.test("its artist and an admin may erase it; its client may not, and for others it does not exist", async () => {
  for (
    const [who, expected] of [
      ["client", "wrong_role"],
      ["other_artist", "not_found"],
      ["nobody", "sign_in_required"],
      ["admin", "ok"],
    ] as const
  ) {
    await withApp(async (app) => {
      const id = await live(app);
      await end(app, id, "client");
      expect([who, await erase(app, id, who)]).toEqual([who, expected]);
      expect((await app.record(id)).state)
        .toBe(expected === "ok" ? "erased" : "ended");
    });
  }
});

Deno.test("a second erasure changes nothing", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await end(app, id, "artist");
    await erase(app, id);
    const before = await app.settled();
    app.clock.advance(MINUTE);
    expect(await erase(app, id, "admin")).toBe("ok");
    expect(await app.settled()).toBe(before);
  });
});

Deno.test("the old link still opens, to say that it was erased, and nothing else", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    app.clock.set(START);
    await post(app, `/api/video/consultation/${id}/start-session`);
    await end(app, id, "artist");
    await erase(app, id);
    expect(await enterByLink(app.services.deps, { id, secret }))
      .toMatchObject({ ok: true });
    expect(await codeOf(await beat(app, id, "client", "arrive")))
      .toBe("consultation_erased");
    const status = await app.ask(
      `/api/video/consultation/${id}/waiting-status`,
      { as: "client" },
    );
    expect(await status.json()).toMatchObject({ state: "erased" });
  });
});

Deno.test("its time is free again, and the calendar shows that something was erased there", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await end(app, id, "artist");
    await erase(app, id);
    const day = await app.ask("/api/artist/day", { as: "artist" });
    expect((await day.json()).rows)
      .toMatchObject([{ id, clientName: "Erased", state: "erased" }]);
    expect(
      await app.services.deps.consultations.busyCells(INES, {
        from: START,
        to: START + HOUR,
      }),
    ).toEqual(new Set());
  });
});

async function endedWithRecording(all: Recorded) {
  await recording(all);
  await end(all.app, all.id, "artist");
  all.server.finish("recordings");
  await tell(all, "artist", "download");
  all.server.finish("compositions");
}

const kept = ({ server }: Recorded) =>
  [...server.recordings, ...server.compositions]
    .filter(({ status }) => status !== "deleted").length;

whileLive("what was recorded is deleted with it, at Twilio", async (all) => {
  await endedWithRecording(all);
  expect(kept(all)).toBe(5);
  expect(await erase(all.app, all.id)).toBe("ok");
  expect(kept(all)).toBe(0);
  expect(await all.app.record(all.id)).toMatchObject({
    state: "erased",
    recordingSid: null,
    recording: { state: "deleted", consents: [], tracks: [] },
  });
  expect(await said(all, "artist", "download")).toBe("recording_not_found");
});

whileLive(
  "where Twilio does not answer, the names are gone at once, and the sweep deletes the recording when it answers again",
  async (all) => {
    const { app, id, server } = all;
    await endedWithRecording(all);
    server.refuse(
      /Compositions/,
      ...Array(3).fill({ status: 503, code: 20500 }),
    );
    expect(await erase(app, id)).toBe("ok");
    expect(kept(all)).toBeGreaterThan(0);
    expect(await app.values()).not.toContain("Mara");
    expect(await app.record(id)).toMatchObject({
      recording: { state: "deleting" },
    });
    await sweep(app.services.deps);
    expect(kept(all)).toBe(0);
    expect(await app.record(id)).toMatchObject({
      recording: { state: "deleted" },
    });
  },
);

whileLive(
  "a process that dies right after the write leaves enough for the sweep to finish",
  async (all) => {
    const { app, id } = all;
    await endedWithRecording(all);
    const { videoRooms } = app.services.deps;
    app.replace({
      videoRooms: {
        ...videoRooms,
        deleteRecordings: () => Promise.reject(new Error("the process died")),
      },
    });
    await erase(app, id);
    app.replace({ videoRooms });
    expect(kept(all)).toBe(5);
    await sweep(app.services.deps);
    expect(kept(all)).toBe(0);
  },
);

async function post(app: TestApp, path: string) {
  const response = await app.ask(path, { method: "POST", as: "artist" });
  const code = await codeOf(response);
  if (code !== "ok") throw new Error(`${path}: ${code}`);
}
