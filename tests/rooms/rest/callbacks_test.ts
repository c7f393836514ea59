import { expect } from "expect";
import twilio from "twilio";
import { Callbacks } from "@/lib/rooms/rest/callbacks.ts";
import { credentials } from "@/tests/rooms/_support.ts";
import { participant, withEndpoint } from "@/tests/rooms/_client.ts";

const url = "https://studio.example/callbacks?a=1";

Deno.test("a room reports all its events, signed, in order and numbered without gaps", async () => {
  const told: Record<string, string>[] = [];
  const now = Date.now();
  await withEndpoint(async ({ room, join, rooms }) => {
    const sid = await room("r", { StatusCallback: url });
    const alice = await join("alice", "r");
    const say = (revision: number, ids: string[], enabled: boolean) =>
      alice.client.say({
        type: "update",
        session: alice.connected["session"],
        participant: participant(revision, ids, enabled),
      });
    say(2, ["audio"], false);
    say(3, ["audio"], true);
    say(4, [], true);
    alice.client.say({
      type: "disconnect",
      session: alice.connected["session"],
      version: 2,
    });
    alice.client.raw('{"type":"bye"}');
    await alice.client.end();
    await rooms.rest({
      method: "POST",
      uri: `https://video.twilio.com/v1/Rooms/${sid}`,
      username: credentials.accountSid,
      password: credentials.authToken,
      data: { Status: "completed" },
    });
    await rooms.close();

    expect(told.map((params) => params["StatusCallbackEvent"])).toEqual([
      "room-created",
      "participant-connected",
      "track-added",
      "track-disabled",
      "track-enabled",
      "track-removed",
      "participant-disconnected",
      "room-ended",
    ]);
    expect(told.map((params) => params["SequenceNumber"])).toEqual([
      ..."01234567",
    ]);
    for (const params of told) {
      expect(params).toMatchObject({
        AccountSid: credentials.accountSid,
        RoomSid: sid,
        RoomName: "r",
      });
    }
    expect(told[6]).toMatchObject({
      ParticipantIdentity: "alice",
      ParticipantDuration: "0",
    });
    expect(told[7]).toMatchObject({
      RoomStatus: "completed",
      RoomDuration: "0",
    });
  }, {
    // The clock stands still, so durations are known.
    clock: { now: () => now },
    async deliverCallback(to, init) {
      const request = new Request(to, init);
      const params = Object.fromEntries(
        new URLSearchParams(await request.text()),
      );
      const signature = request.headers.get("x-twilio-signature")!;
      expect(
        twilio.validateRequest(credentials.authToken, signature, to, params),
      ).toBe(true);
      told.push(params);
      return new Response(null, { status: 204 });
    },
  });
});

function deliveries(...answers: (number | "broken")[]) {
  const seen: string[] = [];
  const logged: string[] = [];
  const callbacks = new Callbacks({
    authToken: "t",
    retryAfter: [1, 1],
    log: (event) => void logged.push(event),
    deliver: (_url, init) => {
      seen.push(new URLSearchParams(String(init.body)).get("n")!);
      const answer = answers.shift() ?? 200;
      return answer === "broken"
        ? Promise.reject(new Error("refused"))
        : Promise.resolve(new Response(null, { status: answer }));
    },
  });
  return { callbacks, seen, logged };
}

Deno.test("a callback to a receiver that is down is retried, and later ones wait their turn", async () => {
  const { callbacks, seen } = deliveries(503, "broken", 200);
  callbacks.add("RM1", { url, params: { n: "1" } });
  callbacks.add("RM1", { url, params: { n: "2" } });
  await callbacks.close(5000);
  expect(seen).toEqual(["1", "1", "1", "2"]);
});

Deno.test("a callback is given up after a limited number of attempts, and the next one is sent", async () => {
  const { callbacks, seen, logged } = deliveries(500, 500, 500);
  callbacks.add("RM1", { url, params: { n: "1" } });
  callbacks.add("RM1", { url, params: { n: "2" } });
  await callbacks.close(5000);
  expect(seen).toEqual(["1", "1", "1", "2"]);
  expect(logged).toEqual(["rooms.callback_failed"]);
});

Deno.test("a refusal is an answer: it is not repeated", async () => {
  const { callbacks, seen } = deliveries(403);
  callbacks.add("RM1", { url, params: { n: "1" } });
  await callbacks.close(5000);
  expect(seen).toEqual(["1"]);
});

Deno.test("an unreachable receiver of one room does not delay another room's callbacks", async () => {
  const seen: string[] = [];
  const callbacks = new Callbacks({
    authToken: "t",
    log: () => {},
    deliver: (to, init) => {
      seen.push(to);
      if (to !== "https://dead.example/") {
        return Promise.resolve(new Response());
      }
      return new Promise((_, fail) =>
        init.signal!.addEventListener("abort", () => fail(new Error()))
      );
    },
  });
  callbacks.add("RM1", { url: "https://dead.example/", params: {} });
  callbacks.add("RM2", { url: "https://alive.example/", params: {} });
  await callbacks.close(20);
  expect(seen.toSorted()).toEqual([
    "https://alive.example/",
    "https://dead.example/",
  ]);
});

Deno.test("a participant who changes tracks endlessly does not crowd out joins and leaves, the room's end, or the log", async () => {
  const seen: string[] = [];
  const logged: unknown[][] = [];
  const busy = Promise.withResolvers<void>();
  const callbacks = new Callbacks({
    authToken: "t",
    log: (...line) => void logged.push(line),
    async deliver(_url, init) {
      await busy.promise;
      const params = new URLSearchParams(String(init.body));
      seen.push(params.get("StatusCallbackEvent")!);
      return new Response(null, { status: 204 });
    },
  });
  const add = (StatusCallbackEvent: string, room = "RM1") =>
    callbacks.add(room, { url, params: { StatusCallbackEvent } });
  add("participant-connected");
  for (let i = 0; i < 2000; i++) add("track-enabled");
  add("participant-disconnected");
  for (let i = 0; i < 2000; i++) add("track-disabled");
  for (let i = 0; i < 1000; i++) add("participant-connected");
  add("room-ended");
  add("track-enabled", "RM2");
  busy.resolve();
  await callbacks.close(5000);
  expect(logged).toEqual([
    ["rooms.callback_dropped", { room: "RM1", reason: "too many wait" }],
  ]);
  expect(seen.length).toBe(1 + 500 + 1);
  expect(seen).toContain("participant-disconnected");
  expect(seen.filter((event) => event === "room-ended").length).toBe(1);
});
