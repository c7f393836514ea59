import { expect } from "expect";
import { credentials } from "@/tests/rooms/_support.ts";
import { type Endpoint, withEndpoint } from "@/tests/rooms/_client.ts";

type Json = Record<string, unknown>;

async function call(
  { rooms }: Endpoint,
  method: string,
  path: string,
  data?: Json,
  overrides: Json = {},
) {
  const { statusCode, body } = await rooms.rest({
    method,
    uri: `https://video.twilio.com/v1/Rooms${path}`,
    username: credentials.accountSid,
    password: credentials.authToken,
    data,
    ...overrides,
  });
  return { status: statusCode, body: JSON.parse(body) as Json };
}

Deno.test("a room is created with Twilio's defaults and shown as Twilio shows it", () =>
  withEndpoint(async (endpoint) => {
    const { status, body } = await call(endpoint, "POST", "", {
      UniqueName: "r",
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      sid: expect.stringMatching(/^RM[0-9a-f]{32}$/),
      account_sid: credentials.accountSid,
      unique_name: "r",
      status: "in-progress",
      type: "group",
      max_participants: 50,
      empty_room_timeout: 5,
      unused_room_timeout: 5,
      max_participant_duration: 14_400,
      end_time: null,
      date_created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect((await call(endpoint, "GET", "/r")).body["sid"]).toBe(body["sid"]);
    expect((await call(endpoint, "GET", `/${body["sid"]}`)).body["unique_name"])
      .toBe("r");
    const nameless = await call(endpoint, "POST", "", {});
    expect(nameless.body["unique_name"]).toBe(nameless.body["sid"]);
  }));

Deno.test("a name in progress is taken (53113), and free again after the end", () =>
  withEndpoint(async (endpoint) => {
    await call(endpoint, "POST", "", { UniqueName: "r" });
    expect(await call(endpoint, "POST", "", { UniqueName: "r" })).toMatchObject(
      {
        status: 400,
        body: {
          code: 53113,
          status: 400,
          more_info: expect.stringContaining("53113"),
        },
      },
    );
    await call(endpoint, "POST", "/r", { Status: "completed" });
    expect((await call(endpoint, "POST", "", { UniqueName: "r" })).status).toBe(
      201,
    );
  }));

Deno.test("parameters out of range are refused with Twilio's code and create nothing", () =>
  withEndpoint(async (endpoint) => {
    const refusals: [Json, number][] = [
      [{ UniqueName: "x".repeat(129) }, 53101],
      [{ UniqueName: "a/b" }, 53100],
      [{ UniqueName: "RM" + "0".repeat(32) }, 53100],
      [{ MaxParticipants: 0 }, 53107],
      [{ MaxParticipants: 51 }, 53107],
      [{ MaxParticipants: "2.5" }, 53107],
      [{ Type: "party" }, 53108],
      [{ EmptyRoomTimeout: 0 }, 53109],
      [{ UnusedRoomTimeout: 61 }, 53109],
      [{ MaxParticipantDuration: 599 }, 53123],
      [{ StatusCallback: "javascript:alert(1)" }, 53111],
      [
        { StatusCallback: "https://a.example", StatusCallbackMethod: "GET" },
        53110,
      ],
    ];
    for (const [data, code] of refusals) {
      expect(await call(endpoint, "POST", "", data)).toMatchObject({
        status: 400,
        body: { code },
      });
    }
    expect(endpoint.rooms.stats().rooms).toBe(0);
  }));

Deno.test("only the account's token and its keys, current and previous, are accepted", () =>
  withEndpoint(async (endpoint) => {
    const as = (username: string, password: string) =>
      call(endpoint, "GET", "", undefined, { username, password });
    expect((await as(credentials.apiKeySid, credentials.apiKeySecret)).status)
      .toBe(200);
    expect((await as("SK-old", "old secret")).status).toBe(200);
    const header = btoa(`${credentials.accountSid}:${credentials.authToken}`);
    const headers = { Authorization: `Basic ${header}` };
    const bare = { username: undefined, password: undefined };
    expect(
      (await call(endpoint, "GET", "", undefined, { ...bare, headers })).status,
    ).toBe(200);
    for (
      const [user, secret] of [
        [credentials.accountSid, "wrong"],
        [credentials.accountSid, ""],
        [credentials.accountSid, credentials.apiKeySecret],
        ["SK-unknown", "old secret"],
        ["", ""],
      ]
    ) {
      expect(await as(user!, secret!)).toMatchObject({
        status: 401,
        body: { code: 20003 },
      });
    }
    expect((await call(endpoint, "GET", "", undefined, bare)).status).toBe(401);
  }, {
    credentials: {
      ...credentials,
      previousApiKeys: [{ sid: "SK-old", secret: "old secret" }],
    },
  }));

Deno.test("a list is paged, filtered by name and status, and newest first", () =>
  withEndpoint(async (endpoint) => {
    for (const name of ["a", "b", "c"]) await endpoint.room(name);
    await call(endpoint, "POST", "/b", { Status: "completed" });
    const list = async (params: Json) => {
      const { body } = await call(endpoint, "GET", "", undefined, { params });
      const names = (body["rooms"] as Json[]).map((room) =>
        room["unique_name"]
      );
      return { names, meta: body["meta"] as Json };
    };
    expect((await list({})).names).toEqual(["c", "a"]);
    expect((await list({ Status: "completed" })).names).toEqual(["b"]);
    expect((await list({ UniqueName: "a" })).names).toEqual(["a"]);
    const first = await list({ PageSize: 1 });
    expect(first.names).toEqual(["c"]);
    const next = await call(endpoint, "GET", "", undefined, {
      uri: first.meta["next_page_url"],
    });
    expect((next.body["rooms"] as Json[]).map((room) => room["unique_name"]))
      .toEqual(["a"]);
    expect((next.body["meta"] as Json)["next_page_url"]).toBeNull();
  }));

Deno.test("participants are listed, fetched by sid or identity, and removed", () =>
  withEndpoint(async (endpoint) => {
    await endpoint.room("r");
    const { client } = await endpoint.join("c1:client", "r");
    const { body } = await call(endpoint, "GET", "/r/Participants");
    expect(body["participants"]).toMatchObject([{
      identity: "c1:client",
      status: "connected",
    }]);
    const [{ sid }] = body["participants"] as [{ sid: string }];
    for (const who of [sid, encodeURIComponent("c1:client")]) {
      expect(
        (await call(endpoint, "GET", `/r/Participants/${who}`)).body["sid"],
      ).toBe(sid);
    }
    const out = await call(endpoint, "POST", `/r/Participants/${sid}`, {
      Status: "disconnected",
    });
    expect(out).toMatchObject({
      status: 200,
      body: { status: "disconnected" },
    });
    expect(await client.next("disconnected")).toMatchObject({
      status: "disconnected",
    });
    expect(
      (await call(endpoint, "GET", "/r/Participants")).body["participants"],
    ).toEqual([]);
    const again = await call(endpoint, "POST", `/r/Participants/${sid}`, {
      Status: "disconnected",
    });
    expect(again).toMatchObject({ status: 400, body: { code: 53112 } });
  }));

Deno.test("unknown resources are 404 with 20404, and other methods 405", () =>
  withEndpoint(async (endpoint) => {
    await endpoint.room("r");
    for (
      const path of [
        "/none",
        "/r/Nonsense",
        "/r/Participants/none",
        "/r/Participants/x/y",
      ]
    ) {
      expect(await call(endpoint, "GET", path)).toMatchObject({
        status: 404,
        body: { code: 20404 },
      });
    }
    expect((await call(endpoint, "DELETE", "/r")).status).toBe(405);
    expect((await call(endpoint, "POST", "/r/Participants")).status).toBe(405);
    expect(
      (await call(endpoint, "POST", "/r", { Status: "open" })).body["code"],
    ).toBe(53112);
  }));

Deno.test("too many rooms are refused", () =>
  withEndpoint(async (endpoint) => {
    await endpoint.room("a");
    await endpoint.room("b");
    expect(await call(endpoint, "POST", "", { UniqueName: "c" })).toMatchObject(
      {
        status: 503,
        body: { code: 53103 },
      },
    );
  }, { limits: { rooms: 2 } }));
