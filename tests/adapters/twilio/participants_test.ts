/**
 * Present and past participants of a room, through Twilio's own client: against
 * Twilio's API shapes, and the embedded rooms.
 */
import { expect } from "expect";
import {
  createTwilioVideoRooms,
  type HttpClient,
} from "@/lib/adapters/twilio/video_rooms.ts";
import type { VideoRooms } from "@/lib/ports/mod.ts";
import {
  ACCOUNT,
  type ServedParticipant,
  twilioVideoServer,
} from "@/tests/_support/twilio_video_server.ts";
import { withEndpoint } from "@/tests/rooms/_client.ts";
import { credentials } from "@/tests/rooms/_support.ts";

// Twilio's client opens a connection for each request and closes it later.
const options = { sanitizeResources: false, sanitizeOps: false };

function roomsThrough(httpClient: HttpClient, account = ACCOUNT): VideoRooms {
  return createTwilioVideoRooms({
    credentials: account,
    clock: { now: () => Date.now() },
    statusCallback: "https://studio.example/callbacks",
    httpClient,
    backoffMs: 1,
  });
}

/** Minutes past 16:00. */
const at = (minute: number) =>
  `2026-11-22T16:${String(minute).padStart(2, "0")}:00Z`;

const stay = (
  room_sid: string,
  n: number,
  identity: string,
  from: number,
  to: number | null,
): ServedParticipant => ({
  sid: `PA${n}`,
  room_sid,
  identity,
  status: to === null ? "connected" : "disconnected",
  start_time: at(from),
  end_time: to === null ? null : at(to),
});

Deno.test(
  "present and past participants are listed over any number of pages, and of this room only",
  options,
  async () => {
    await using server = twilioVideoServer();
    const video = roomsThrough(server.httpClient);
    const { sid } = await video.ensure("room-1");
    server.participants.push(
      stay(sid, 1, "c1:client", 1, 2),
      stay(sid, 2, "c1:client", 3, 4),
      stay(sid, 3, "c1:client", 5, 6),
      stay(sid, 4, "c1:client", 7, null),
      stay(sid, 5, "c1:artist", 0, null),
      stay("RMother", 6, "c2:artist", 0, null),
    );
    const found = await video.participants(sid);
    expect(found.map((one) => one.sid).sort())
      .toEqual(["PA1", "PA2", "PA3", "PA4", "PA5"]);
    expect(found.find((one) => one.sid === "PA3")).toEqual({
      sid: "PA3",
      identity: "c1:client",
      joinedAt: Date.parse(at(5)),
      leftAt: Date.parse(at(6)),
    });
    expect(found.find((one) => one.sid === "PA4")).toEqual({
      sid: "PA4",
      identity: "c1:client",
      joinedAt: Date.parse(at(7)),
      leftAt: null,
    });
  },
);

Deno.test(
  "a completed room lists its past participants; one that Twilio no longer has lists nobody",
  options,
  async () => {
    await using server = twilioVideoServer();
    const video = roomsThrough(server.httpClient);
    const { sid } = await video.ensure("room-1");
    server.participants.push(stay(sid, 1, "c1:client", 1, 2));
    await video.complete(sid);
    expect(await video.participants(sid)).toHaveLength(1);
    expect(await video.participants("RMunknown")).toEqual([]);
  },
);

Deno.test(
  "a participant who leaves between the two requests has left",
  options,
  async () => {
    await using server = twilioVideoServer();
    let sid = "";
    const video = roomsThrough({
      async request(asked) {
        const answer = await server.httpClient.request(asked);
        const [one] = server.participants;
        if (
          asked.uri.endsWith("/Participants") && one?.status === "connected"
        ) {
          Object.assign(one, { status: "disconnected", end_time: at(9) });
        }
        return answer;
      },
    });
    ({ sid } = await video.ensure("room-1"));
    server.participants.push(stay(sid, 1, "c1:client", 1, null));
    expect(await video.participants(sid)).toMatchObject([
      { sid: "PA1", leftAt: Date.parse(at(9)) },
    ]);
  },
);

Deno.test(
  "a temporary refusal is retried, a permanent one is an error",
  options,
  async () => {
    await using server = twilioVideoServer();
    const video = roomsThrough(server.httpClient);
    const { sid } = await video.ensure("room-1");
    server.refuse(/Participants/, { status: 503, code: 20500 });
    expect(await video.participants(sid)).toEqual([]);
    server.refuse(/Participants/, { status: 403, code: 20003 });
    await expect(video.participants(sid)).rejects.toMatchObject({
      operation: "participants",
      status: 403,
      retryable: false,
    });
  },
);

Deno.test("the embedded rooms report the same, in whole seconds", () =>
  withEndpoint(async ({ rooms, room, join }) => {
    const sid = await room("r");
    const video = roomsThrough(
      { request: (asked) => rooms.rest(asked) },
      credentials,
    );
    const alice = await join("alice", "r");
    await join("bob", "r");
    alice.client.raw('{"type":"bye"}');
    await alice.client.end();
    const there = async () =>
      (await video.participants(sid)).map(({ identity, joinedAt, leftAt }) => [
        identity,
        joinedAt % 1000,
        leftAt === null ? "there" : leftAt % 1000,
      ]);
    // A participant who lost a socket may come back, and is in neither list
    // meanwhile.
    expect(await there()).toEqual([["bob", 0, "there"]]);
    await video.complete(sid);
    expect((await there()).sort()).toEqual([["alice", 0, 0], ["bob", 0, 0]]);
  }));
