/** Recording through Twilio's own client, over a socket, against a server with Twilio's API shapes. */
import { expect } from "expect";
import { decodeJwt } from "jose";
import {
  createTwilioVideoRooms,
  type TwilioVideoRoomsOptions,
  VideoRoomsError,
} from "@/lib/adapters/twilio/video_rooms.ts";
import type { VideoRooms } from "@/lib/ports/mod.ts";
import {
  ACCOUNT,
  type TwilioVideoServer,
  twilioVideoServer,
} from "@/tests/_support/twilio_video_server.ts";

const clock = { now: () => Date.UTC(2026, 0, 1) };

function roomsAt(
  server: TwilioVideoServer,
  options: Partial<TwilioVideoRoomsOptions> = {},
): VideoRooms {
  return createTwilioVideoRooms({
    credentials: ACCOUNT,
    clock,
    statusCallback: "https://studio.example/callbacks",
    httpClient: server.httpClient,
    backoffMs: 1,
    ...options,
  });
}

type Body = (
  server: TwilioVideoServer,
  video: VideoRooms,
  roomSid: string,
) => Promise<void>;

/** Runs in an existing room with two participants. */
function inARoom(name: string, body: Body) {
  // Twilio's client opens a connection for each request and closes it later.
  const options = { sanitizeResources: false, sanitizeOps: false };
  Deno.test(name, options, async () => {
    await using server = twilioVideoServer();
    const video = roomsAt(server);
    await body(server, video, (await video.ensure("room-1")).sid);
  });
}

inARoom(
  "a room records nothing until it is told to, and nothing after it is told not to",
  async (server, video, sid) => {
    expect(server.isRecording(sid)).toBe(false);
    await video.startRecording(sid);
    expect(server.isRecording(sid)).toBe(true);
    expect(server.rooms[0]!.rules).toEqual([{ type: "include", all: true }]);
    await video.stopRecording(sid);
    expect(server.isRecording(sid)).toBe(false);
    expect(server.rooms[0]!.rules).toEqual([{ type: "exclude", all: true }]);
  },
);

inARoom(
  "both may be repeated, and what may pass is tried again",
  async (server, video, sid) => {
    server.refuse(/RecordingRules/, { status: 429, code: 20429 }, {
      status: 503,
      code: 20500,
    });
    await video.startRecording(sid);
    await video.startRecording(sid);
    expect(server.recordings.length).toBe(4);
    server.refuse(/RecordingRules/, { status: 500, code: 20500 });
    await video.stopRecording(sid);
    await video.stopRecording(sid);
    expect(server.isRecording(sid)).toBe(false);
  },
);

inARoom(
  "a stop that is refused while the room goes on is an error: it may still be recording",
  async (server, video, sid) => {
    await video.startRecording(sid);
    server.refuse(/RecordingRules/, { status: 400, code: 53112 });
    await expect(video.stopRecording(sid)).rejects.toThrow(VideoRoomsError);
  },
);

inARoom(
  "a room that is over, or that nobody knows, needs no stop",
  async (_server, video, sid) => {
    await video.complete(sid);
    await video.stopRecording(sid);
    await video.stopRecording("RM" + "f".repeat(32));
  },
);

inARoom(
  "a start in a room that is over says so, and is not tried again",
  async (server, video, sid) => {
    await video.complete(sid);
    const before = server.requests.length;
    await expect(video.startRecording(sid)).rejects.toMatchObject({
      operation: "startRecording",
      status: 400,
      retryable: false,
    });
    expect(server.requests.length).toBe(before + 1);
  },
);

inARoom(
  "an MP4 is ordered once, when every track is there, and can then be downloaded for ten minutes",
  async (server, video, sid) => {
    await video.startRecording(sid);
    await video.complete(sid);
    expect(await video.composition(sid, "order")).toMatchObject({
      status: "processing",
    });
    expect(server.compositions).toEqual([]);

    server.finish("recordings");
    expect(await video.composition(sid, "look"))
      .toMatchObject({ status: "unordered", url: null });
    expect(server.compositions.length).toBe(0);
    const ordered = await video.composition(sid, "order");
    expect(ordered).toEqual({
      sid: server.compositions[0]!.sid,
      status: "processing",
      url: null,
    });
    expect(server.compositions[0]).toMatchObject({
      room_sid: sid,
      format: "mp4",
      audio_sources: ["*"],
      video_layout: { grid: { video_sources: ["*"] } },
    });
    expect(await video.composition(sid, "order")).toEqual(ordered);

    server.finish("compositions");
    expect(await video.composition(sid, "order")).toEqual({
      sid: ordered!.sid,
      status: "ready",
      url: expect.stringMatching(/^https:.*\?expires=600$/),
    });
    expect(server.compositions.length).toBe(1);
  },
);

inARoom(
  "a composition that fails is ordered again, though not for ever",
  async (server, video, sid) => {
    await video.startRecording(sid);
    await video.complete(sid);
    server.finish("recordings");
    for (let i = 0; i < 3; i++) {
      expect(await video.composition(sid, "order"))
        .toMatchObject({ status: "processing" });
      server.finish("compositions", "failed");
    }
    expect(await video.composition(sid, "order")).toMatchObject({
      status: "failed",
    });
    expect(server.compositions.length).toBe(3);
  },
);

inARoom(
  "where nothing was recorded there is nothing to put together",
  async (server, video, sid) => {
    await video.complete(sid);
    expect(await video.composition(sid, "order")).toBeNull();
    expect(server.compositions).toEqual([]);
  },
);

inARoom(
  "a deletion takes every track, on whatever page, and what was made of them",
  async (server, video, sid) => {
    await recordedAndComposed(server, video, sid);
    const other = await video.ensure("room-2");
    await recordedAndComposed(server, video, other.sid);
    await video.deleteRecordings(sid);
    const left = [...server.recordings, ...server.compositions]
      .filter((one) => one.status !== "deleted");
    expect(new Set(left.map((one) => one.room_sid))).toEqual(
      new Set([other.sid]),
    );
    await video.deleteRecordings(sid);
    expect(await video.composition(sid, "order")).toBeNull();
  },
);

inARoom(
  "a deletion that fails half way is an error, and the next one does the rest",
  async (server, video, sid) => {
    await recordedAndComposed(server, video, sid);
    server.refuse(/^DELETE \/v1\/Recordings/, { status: 403, code: 20403 });
    await expect(video.deleteRecordings(sid)).rejects.toThrow(VideoRoomsError);
    await video.deleteRecordings(sid);
    expect(server.recordings.map((one) => one.status))
      .toEqual(Array(4).fill("deleted"));
  },
);

inARoom(
  "what somebody else has deleted, and a room that Twilio has forgotten, are no errors",
  async (server, video, sid) => {
    await recordedAndComposed(server, video, sid);
    server.refuse(/^DELETE/, { status: 404, code: 20404 });
    await video.deleteRecordings(sid);
    await video.deleteRecordings("RM" + "f".repeat(32));
  },
);

inARoom(
  "with embedded rooms there is no recording, with the reason in words, and nothing is asked",
  async (server, _video, sid) => {
    const video = roomsAt(server, {
      backend: "embedded",
      reason: "TWILIO_ACCOUNT_SID is not set",
    });
    expect(video.capabilities).toEqual({
      recording: false,
      whyNoRecording:
        "Recording needs a Twilio account: TWILIO_ACCOUNT_SID is not set",
      networkQuality: false,
    });
    const before = server.requests.length;
    for (
      const operation of [
        "startRecording",
        "stopRecording",
        "composition",
        "deleteRecordings",
      ] as const
    ) {
      await expect(video[operation](sid, "order")).rejects.toMatchObject({
        operation,
        retryable: false,
      });
    }
    expect(server.requests.length).toBe(before);
  },
);

const OLD = { sid: `SK${"0".repeat(31)}0`, secret: "the older secret" };

inARoom(
  "where the present key is refused, the previous one is tried once, and the log says so",
  async (server, _video, sid) => {
    server.keys.clear();
    server.keys.set(OLD.sid, OLD.secret);
    const logged: unknown[] = [];
    const video = roomsAt(server, {
      previousApiKey: OLD,
      log: (event, fields) => logged.push([event, fields]),
    });
    const before = server.requests.length;
    expect(await video.fetch(sid)).toMatchObject({ sid });
    expect(server.requests.length).toBe(before + 2);
    expect(logged).toEqual([["twilio_key_refused", {
      operation: "fetch",
      key: "…0001",
      trying: "…0000",
    }]]);
    expect(JSON.stringify(logged)).not.toMatch(/secret"|present|older/);

    const signedBy = async () => {
      const expiresAt = clock.now() + 60_000;
      const token = { identity: "c:client", room: "room-1", expiresAt };
      return decodeJwt(await video.token(token)).iss;
    };
    // A token signed with a refused key would not work.
    expect(await signedBy()).toBe(OLD.sid);
    server.keys.set(ACCOUNT.apiKeySid, ACCOUNT.apiKeySecret);
    await video.fetch(sid);
    expect(await signedBy()).toBe(ACCOUNT.apiKeySid);
  },
);

inARoom(
  "where both keys are refused, that is the answer, and where there is no previous one, too",
  async (server, _video, sid) => {
    server.keys.clear();
    const before = server.requests.length;
    for (const previous of [{ previousApiKey: OLD }, {}]) {
      await expect(roomsAt(server, previous).fetch(sid)).rejects.toMatchObject({
        status: 401,
        code: 20003,
        retryable: false,
      });
    }
    expect(server.requests.length).toBe(before + 3);
  },
);

inARoom(
  "what is refused for another reason is not asked again with an older key",
  async (server, _video, sid) => {
    server.keys.set(OLD.sid, OLD.secret);
    server.refuse(/RecordingRules/, { status: 403, code: 20403 });
    const before = server.requests.length;
    await expect(roomsAt(server, { previousApiKey: OLD }).startRecording(sid))
      .rejects.toMatchObject({ status: 403 });
    expect(server.requests.length).toBe(before + 1);
  },
);

async function recordedAndComposed(
  server: TwilioVideoServer,
  video: VideoRooms,
  sid: string,
) {
  await video.startRecording(sid);
  await video.complete(sid);
  server.finish("recordings");
  await video.composition(sid, "order");
  server.finish("compositions");
}
