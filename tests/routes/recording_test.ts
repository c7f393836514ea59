/** Who may record whom, from the question to the deletion, with Twilio's API behind it. */
import { expect } from "expect";
import { recordingOf } from "@/lib/domain/consultation/consultation.ts";
import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { START, withApp } from "@/tests/_support/an_app.ts";
import { everyRoute } from "@/tests/_support/every_route.ts";
import { codeOf, end, live, start, video } from "./_requests.ts";
import { aCallback, deliver } from "./_callbacks.ts";
import {
  isRecording,
  readView,
  type Recorded,
  recording,
  roomsAt,
  said,
  tell,
  whileLive,
} from "./_recording.ts";

const TRACK = "RT" + "0".repeat(32);

async function stateOf({ app, id }: Recorded): Promise<string> {
  return recordingOf(await app.record(id)).state;
}

async function snapshot({ app, id }: Recorded, as: "client" | "artist") {
  const response = await app.ask(`${video(id)}/waiting-status`, { as });
  const { recording, recordingConsents } = await response.json();
  return { recording, ...recordingConsents };
}

whileLive(
  "from the question to the recording: asked, agreed by both, started, seen by both",
  async (all) => {
    expect(await readView(all)).toEqual({
      recording: "off",
      available: true,
      reason: null,
      text: RECORDING_CONSENT,
      consents: { client: null, artist: null },
      recordingSid: null,
      recorded: false,
      deletion: null,
      deletedAt: null,
    });
    expect(await said(all, "artist", "ask")).toBe("ok");
    expect(await snapshot(all, "client"))
      .toEqual({ recording: "asked", client: false, artist: false });
    expect(await said(all, "client", "consent")).toBe("ok");
    expect(await said(all, "artist", "consent")).toBe("ok");
    expect(isRecording(all)).toBe(false);
    expect(await said(all, "artist", "start")).toBe("ok");
    expect(isRecording(all)).toBe(true);
    for (const who of ["client", "artist"] as const) {
      expect(await snapshot(all, who))
        .toEqual({ recording: "on", client: true, artist: true });
    }
    expect((await readView(all)).consents.client).toEqual({
      given: true,
      textVersion: RECORDING_CONSENT.version,
      at: iso(START),
      counts: true,
    });
    expect(await said(all, "client", "stop")).toBe("ok");
    expect(isRecording(all)).toBe(false);
    expect(await snapshot(all, "artist"))
      .toEqual({ recording: "off", client: true, artist: true });
  },
);

for (const who of ["client", "artist"] as const) {
  whileLive(
    `without the ${who}'s agreement nothing starts, and Twilio is not asked`,
    async (all) => {
      const other = who === "client" ? "artist" : "client";
      await said(all, other, "consent");
      const before = all.server.requests.length;
      expect(await said(all, "artist", "start")).toBe(
        "recording_not_consented",
      );
      expect(all.server.requests.length).toBe(before);
    },
  );

  whileLive(
    `when the ${who} takes it back, it stops at once, and a start is refused`,
    async (all) => {
      await recording(all);
      expect(await said(all, who, "withdraw")).toBe("ok");
      expect(isRecording(all)).toBe(false);
      expect(await stateOf(all)).toBe("off");
      expect(await said(all, "artist", "start")).toBe(
        "recording_not_consented",
      );
      expect(isRecording(all)).toBe(false);
    },
  );
}

whileLive(
  "an agreement to other words than today's counts for nothing, and the answer names today's",
  async (all) => {
    const response = await tell(all, "client", "consent", "2025-01-01");
    expect(response.status).toBe(409);
    const { error } = await response.json();
    expect(error).toMatchObject({
      code: "consent_outdated",
      textVersion: RECORDING_CONSENT.version,
    });
    expect(await snapshot(all, "artist")).toMatchObject({ client: false });
  },
);

whileLive(
  "an agreement that names no words, and an action that there is not, are told which field to put right",
  async (all) => {
    for (
      const [action, textVersion, field] of [
        ["consent", 7, "textVersion"],
        ["consent", null, "textVersion"],
        ["record", "x", "action"],
        ["toString", "x", "action"],
      ] as const
    ) {
      const { error } = await (await tell(all, "client", action, textVersion))
        .json();
      expect([error.code, Object.keys(error.fields)])
        .toEqual(["invalid_input", [field]]);
    }
  },
);

whileLive(
  "one person cannot agree for the other, whatever the request says",
  async (all) => {
    await all.app.ask(`${video(all.id)}/recording`, {
      method: "POST",
      as: "artist",
      body: {
        action: "consent",
        textVersion: RECORDING_CONSENT.version,
        party: "client",
        actor: { role: "client" },
      },
    });
    expect(await snapshot(all, "client"))
      .toMatchObject({ client: false, artist: true });
  },
);

whileLive(
  "a refused start is a recording that does not run, and can be started again",
  async (all) => {
    await said(all, "client", "consent");
    await said(all, "artist", "consent");
    all.server.refuse(/RecordingRules/, { status: 403, code: 20403 });
    expect(await said(all, "artist", "start")).toBe("video_unavailable");
    expect(await stateOf(all)).toBe("off");
    expect(await said(all, "artist", "start")).toBe("ok");
    expect(isRecording(all)).toBe(true);
  },
);

whileLive(
  "a start whose answer is lost is stopped, and not called off before it can no longer land",
  async (all) => {
    const { app, server } = all;
    await said(all, "client", "consent");
    await said(all, "artist", "consent");
    let lose = 3;
    app.replace({
      videoRooms: roomsAt(app, {
        async request(options) {
          const answer = await server.httpClient.request(options);
          if (options.uri.includes("RecordingRules") && lose-- > 0) {
            throw new Error("socket hang up");
          }
          return answer;
        },
      }),
    });
    expect(await said(all, "artist", "start")).toBe("video_unavailable");
    expect(isRecording(all)).toBe(false);
    // One of the lost requests may still reach Twilio.
    expect(await snapshot(all, "client")).toMatchObject({ recording: "on" });
    expect(await said(all, "artist", "start")).toBe("recording_stopping");
    await all.videoRooms.startRecording(server.rooms[0]!.sid);
    app.clock.advance(MINUTE);
    await sweep(app.services.deps);
    expect(isRecording(all)).toBe(false);
    expect(await snapshot(all, "client")).toMatchObject({ recording: "off" });
  },
);

whileLive(
  "withdrawn while Twilio is being asked to start: it does not go on, whichever answer comes first",
  async (all) => {
    const { app, videoRooms } = all;
    await said(all, "client", "consent");
    await said(all, "artist", "consent");
    const asked = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    app.replace({
      videoRooms: {
        ...videoRooms,
        async startRecording(sid) {
          asked.resolve();
          await gate.promise;
          await videoRooms.startRecording(sid);
        },
      },
    });
    const starting = said(all, "artist", "start");
    await asked.promise;
    expect(await said(all, "client", "withdraw")).toBe("ok");
    gate.resolve();
    expect(await starting).toBe("recording_not_consented");
    expect(isRecording(all)).toBe(false);
    expect(await stateOf(all)).toBe("off");
  },
);

whileLive(
  "a start that died before it was recorded is stopped by the sweep",
  async (all) => {
    const { app, server, videoRooms } = all;
    await said(all, "client", "consent");
    await said(all, "artist", "consent");
    const { consultations } = app.services.deps;
    const dead = () => Promise.reject(new Error("the process died here"));
    app.replace({
      videoRooms: {
        ...videoRooms,
        async startRecording(sid) {
          await videoRooms.startRecording(sid);
          app.replace({
            consultations: { ...consultations, get: dead, apply: dead },
          });
        },
      },
    });
    expect(await said(all, "artist", "start")).toBe("internal");
    app.replace({ consultations, videoRooms });
    expect(server.isRecording(server.rooms[0]!.sid)).toBe(true);
    expect(await snapshot(all, "client")).toMatchObject({ recording: "on" });
    app.clock.advance(MINUTE);
    await sweep(app.services.deps);
    expect(isRecording(all)).toBe(false);
    expect(await stateOf(all)).toBe("off");
  },
);

whileLive(
  "with Twilio down a withdrawal is written all the same, shown as it is, and carried out by the sweep",
  async (all) => {
    await recording(all);
    const down = Array(3).fill({ status: 503, code: 20500 });
    all.server.refuse(/RecordingRules/, ...down);
    expect(await said(all, "client", "withdraw")).toBe("ok");
    expect(isRecording(all)).toBe(true);
    expect(await snapshot(all, "client"))
      .toEqual({ recording: "on", client: false, artist: true });
    await sweep(all.app.services.deps);
    expect(isRecording(all)).toBe(false);
    expect(await snapshot(all, "client")).toMatchObject({ recording: "off" });
  },
);

whileLive(
  "the end of the consultation is the end of the recording",
  async (all) => {
    await recording(all);
    await end(all.app, all.id, "client");
    expect(isRecording(all)).toBe(false);
    expect(await stateOf(all)).toBe("off");
    for (const action of ["ask", "consent", "withdraw", "start"] as const) {
      expect(await said(all, "artist", action)).toBe("consultation_ended");
    }
  },
);

whileLive(
  "a room that dies under a recording takes it with it; the next room is not recorded by itself",
  async (all) => {
    await recording(all);
    await all.videoRooms.complete(all.server.rooms[0]!.sid);
    await deliver(all.app, await aCallback(all.app, all.id, "room-ended"));
    expect(await stateOf(all)).toBe("off");
    expect(await codeOf(await start(all.app, all.id))).toBe("ok");
    expect(all.server.rooms.length).toBe(2);
    expect(isRecording(all)).toBe(false);
  },
);

whileLive(
  "the artist downloads an MP4 by Twilio's own short-lived address, once it is put together",
  async (all) => {
    await recording(all);
    expect(await said(all, "artist", "download")).toBe("recording_in_progress");
    await end(all.app, all.id, "artist");
    expect(await said(all, "artist", "download")).toBe("recording_not_ready");
    all.server.finish("recordings");
    expect(await said(all, "artist", "download")).toBe("recording_not_ready");
    all.server.finish("compositions");
    const response = await tell(all, "artist", "download");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      urls: [expect.stringMatching(/^https:.*\?expires=600$/)],
    });
    // The address opens the file without further authorisation, so it is not
    // stored.
    expect(await all.app.values()).not.toContain("expires=600");
    for (const who of ["client", "admin"] as const) {
      expect(await said(all, who, "download")).toBe("wrong_role");
    }
    expect(await said(all, "other_artist", "download")).toBe("not_found");
    expect(await said(all, "nobody", "download")).toBe("sign_in_required");
  },
);

whileLive(
  "opening the download's link orders nothing, and leads to the page until its form has ordered the file",
  async (all) => {
    await recording(all);
    await end(all.app, all.id, "artist");
    all.server.finish("recordings");
    const handler = (await everyRoute(all.app.services)).handler();
    const page = `/artist/consultations/${all.id}`;
    const open = async () => {
      const opened = await handler(
        new Request(`http://localhost:8000${page}/recording`, {
          headers: { cookie: all.app.cookieOf("artist") },
        }),
      );
      return opened.headers.get("location");
    };
    for (let i = 0; i < 3; i++) expect(await open()).toBe(page);
    expect(all.server.compositions).toEqual([]);
    await said(all, "artist", "download");
    expect(all.server.compositions).toHaveLength(1);
    all.server.finish("compositions");
    expect(await open()).toContain("?expires=600");
  },
);

whileLive(
  "what was recorded in two rooms is downloaded as two, and deleted as one",
  async (all) => {
    await recording(all);
    await all.videoRooms.complete(all.server.rooms[0]!.sid);
    await deliver(all.app, await aCallback(all.app, all.id, "room-ended"));
    await start(all.app, all.id);
    await said(all, "artist", "start");
    await end(all.app, all.id, "artist");
    all.server.finish("recordings");
    await said(all, "artist", "download");
    all.server.finish("compositions");
    const { urls } = await (await tell(all, "artist", "download")).json();
    expect(urls.length).toBe(2);
    expect(await said(all, "artist", "delete")).toBe("ok");
    expect(leftOf(all)).toEqual([]);
  },
);

for (const who of ["client", "artist", "admin"] as const) {
  whileLive(
    `the ${who} can have it deleted, though not before the end, and then it is gone`,
    async (all) => {
      await recording(all);
      expect(await said(all, who, "delete")).toBe("recording_in_progress");
      await end(all.app, all.id, "artist");
      all.server.finish("recordings");
      await said(all, "artist", "download");
      all.server.finish("compositions");
      expect(leftOf(all).length).toBe(5);
      expect(await said(all, who, "delete")).toBe("ok");
      expect(leftOf(all)).toEqual([]);
      expect(await said(all, who, "delete")).toBe("ok");
      expect(await said(all, "artist", "download")).toBe("recording_not_found");
      expect(await readView(all, who)).toMatchObject({
        deletion: "deleted",
        recordingSid: null,
        consents: { client: { given: true }, artist: { given: true } },
      });
    },
  );
}

whileLive(
  "a deletion that Twilio does not answer is a promise that the sweep keeps",
  async (all) => {
    await recording(all);
    await end(all.app, all.id, "artist");
    all.server.finish("recordings");
    all.server.refuse(/DELETE/, ...Array(3).fill({ status: 503, code: 20500 }));
    expect(await said(all, "client", "delete")).toBe("video_unavailable");
    expect((await readView(all)).deletion).toBe("deleting");
    expect(await said(all, "artist", "download")).toBe("recording_not_found");
    await sweep(all.app.services.deps);
    expect(leftOf(all)).toEqual([]);
    expect((await readView(all)).deletion).toBe("deleted");
  },
);

whileLive(
  "where nothing was recorded there is nothing to download or to delete",
  async (all) => {
    await end(all.app, all.id, "artist");
    for (const action of ["download", "delete"] as const) {
      expect(await said(all, "artist", action)).toBe("recording_not_found");
    }
  },
);

whileLive(
  "callbacks name the recording; late, twice and in any order, they never take it back",
  async (all) => {
    const { app, id } = all;
    await recording(all);
    const RecordingSid = TRACK;
    const news = (event: string, more = {}) =>
      aCallback(app, id, event, { RecordingSid, ...more });
    const started = await news("recording-started");
    const completed = await news("recording-completed");
    const failed = await news("recording-failed");
    const second = await news("recording-started", {
      RecordingSid: "RT" + "1".repeat(32),
    });
    for (const one of [completed, started, failed, second, completed]) {
      expect((await deliver(app, one)).status).toBe(204);
    }
    const record = await app.record(id);
    expect(record).toMatchObject({
      recordingSid: TRACK,
      recording: {
        state: "on",
        tracks: [{ sid: TRACK, status: "completed" }, { status: "started" }],
      },
    });
    expect((await readView(all)).recordingSid).toBe(TRACK);
    for (const one of [started, failed]) {
      await deliver(app, { ...one, SequenceNumber: "88888" });
    }
    expect(await app.record(id)).toEqual(record);
  },
);

whileLive(
  "a recording that nobody here has started is stopped as soon as a callback tells of it",
  async (all) => {
    const { app, id, server, videoRooms } = all;
    await videoRooms.startRecording(server.rooms[0]!.sid);
    const RecordingSid = server.recordings[0]!.sid;
    const news = await aCallback(app, id, "recording-started", {
      RecordingSid,
    });
    expect((await deliver(app, news)).status).toBe(204);
    expect(isRecording(all)).toBe(false);
    await end(app, id, "artist");
    expect(await said(all, "artist", "delete")).toBe("ok");
    expect(leftOf(all)).toEqual([]);
  },
);

whileLive(
  "what is told of after a deletion is deleted as well",
  async (all) => {
    const { app, id, server } = all;
    await recording(all);
    const RecordingSid = server.recordings[0]!.sid;
    const late = await aCallback(app, id, "recording-completed", {
      RecordingSid,
    });
    await end(app, id, "artist");
    await said(all, "artist", "delete");
    Object.assign(server.recordings[0]!, { status: "completed" });
    await deliver(app, late);
    expect(leftOf(all)).toEqual([]);
    expect(await readView(all)).toMatchObject({
      deletion: "deleted",
      recordingSid: null,
    });
  },
);

whileLive("pages hear of each step by themselves", async (all) => {
  const { app, id } = all;
  const counter = () =>
    app.kv(async (kv) => {
      const { value } = await kv.get<Deno.KvU64>([
        "pulses",
        "consultation",
        id,
      ]);
      return value?.value ?? 0n;
    });
  for (
    const [who, action] of [
      ["artist", "ask"],
      ["client", "consent"],
      ["artist", "consent"],
      ["artist", "start"],
      ["client", "withdraw"],
    ] as const
  ) {
    const before = await counter();
    await said(all, who, action);
    expect(await counter()).toBeGreaterThan(before);
  }
});

Deno.test("with embedded rooms the page says why there is no recording, and nothing is written", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const path = `${video(id)}/recording`;
    const reason =
      "Recording needs a Twilio account: TWILIO_ACCOUNT_SID is not set";
    expect(await (await app.ask(path, { as: "client" })).json())
      .toMatchObject({ recording: "unavailable", available: false, reason });
    const status = await app.ask(`${video(id)}/waiting-status`, {
      as: "artist",
    });
    expect(await status.json()).toMatchObject({ recording: "unavailable" });
    const before = await app.settled();
    const asked = await app.ask(path, {
      method: "POST",
      as: "artist",
      body: { action: "start" },
    });
    expect(asked.status).toBe(409);
    expect((await asked.json()).error)
      .toMatchObject({ code: "recording_unavailable", reason });
    expect(await app.settled()).toBe(before);
  });
});

/** What remains of it at Twilio. */
function leftOf({ server }: Recorded): string[] {
  return [...server.recordings, ...server.compositions]
    .filter((one) => one.status !== "deleted").map((one) => one.sid);
}
