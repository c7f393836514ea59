import { expect } from "expect";
import { decodeJwt } from "jose";
import twilio from "twilio";
import {
  createTwilioVideoRooms,
  type HttpClient,
  type TwilioVideoRoomsOptions,
  VideoRoomsError,
} from "@/lib/adapters/twilio/video_rooms.ts";
import { createEmbeddedRooms, type EmbeddedRooms } from "@/lib/rooms/mod.ts";
import { credentials } from "@/tests/rooms/_support.ts";

const clock = { now: () => Date.UTC(2026, 0, 1) };

/** The adapter against embedded rooms, with an interceptor that a test controls. */
async function withRooms(
  body: (
    video: ReturnType<typeof createTwilioVideoRooms>,
    rooms: EmbeddedRooms,
  ) => Promise<void>,
  wire: (rooms: EmbeddedRooms) => HttpClient = (rooms) => ({
    request: (req) => rooms.rest(req),
  }),
  options: Partial<TwilioVideoRoomsOptions> = {},
) {
  const rooms = createEmbeddedRooms({
    credentials,
    clock,
    deliverCallback: () => Promise.resolve(new Response()),
  });
  try {
    const video = createTwilioVideoRooms({
      credentials,
      clock,
      statusCallback: "https://studio.example/callbacks",
      httpClient: wire(rooms),
      backend: "embedded",
      backoffMs: 1,
      ...options,
    });
    await body(video, rooms);
  } finally {
    await rooms.close();
  }
}

/** Answers the first requests itself, then passes the others on. */
function failingFirst(...answers: (number | "silence" | "broken")[]) {
  const seen: string[] = [];
  const wire = (rooms: EmbeddedRooms): HttpClient => ({
    request(req) {
      seen.push(`${req.method} ${new URL(req.uri).pathname}`);
      const answer = answers.shift();
      if (answer === undefined) return rooms.rest(req);
      if (answer === "silence") return new Promise(() => {});
      if (answer === "broken") return Promise.reject(new Error("ECONNRESET"));
      const body = JSON.stringify({
        code: answer === 429 ? 20429 : 20500,
        message: "",
        status: answer,
      });
      return Promise.resolve({ statusCode: answer, body, headers: {} });
    },
  });
  return { wire, seen };
}

Deno.test("ensure creates the room once and then finds it", async () => {
  await withRooms(async (video) => {
    const made = await video.ensure("room-1");
    expect(made).toEqual({
      sid: expect.stringMatching(/^RM/),
      name: "room-1",
      status: "in-progress",
    });
    expect(await video.ensure("room-1")).toEqual(made);
    expect(await video.fetch("room-1")).toEqual(made);
    expect(await video.fetch(made.sid)).toEqual(made);
  });
});

Deno.test("two concurrent starts get one room", async () => {
  await withRooms(async (video, rooms) => {
    const both = await Promise.all([
      video.ensure("room-1"),
      video.ensure("room-1"),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(rooms.stats().rooms).toBe(1);
  });
});

Deno.test("complete ends the room; a second complete, by sid or by name, is not an error", async () => {
  await withRooms(async (video) => {
    const { sid } = await video.ensure("room-1");
    expect(await video.complete("room-1")).toEqual({
      sid,
      status: "completed",
    });
    expect(await video.complete(sid)).toEqual({ sid, status: "completed" });
    expect(await video.complete("room-1")).toEqual({
      sid: null,
      status: "completed",
    });
    expect(await video.fetch(sid)).toMatchObject({ status: "completed" });
    expect(await video.fetch("room-1")).toBeNull();
  });
});

Deno.test("a name whose room has ended can be used again, for another room", async () => {
  await withRooms(async (video) => {
    const first = await video.ensure("room-1");
    await video.complete(first.sid);
    const second = await video.ensure("room-1");
    expect(second.sid).not.toBe(first.sid);
    expect(second.status).toBe("in-progress");
  });
});

Deno.test("a room that ends between refusal and fetch is created again", async () => {
  let ended = false;
  await withRooms(async (video) => {
    const first = await video.ensure("room-1");
    const second = await video.ensure("room-1");
    expect(ended).toBe(true);
    expect(second).toMatchObject({ name: "room-1", status: "in-progress" });
    expect(second.sid).not.toBe(first.sid);
  }, (rooms) => ({
    async request(req) {
      if (req.method === "get" && !ended) {
        ended = true;
        await rooms.rest({
          ...req,
          method: "post",
          data: { Status: "completed" },
        });
      }
      return rooms.rest(req);
    },
  }));
});

Deno.test("temporary failures (429, 5xx, a broken connection) are retried, within bounds", async () => {
  const { wire, seen } = failingFirst(429, "broken");
  await withRooms(async (video) => {
    expect((await video.ensure("room-1")).name).toBe("room-1");
    expect(seen).toHaveLength(3);
  }, wire);

  const always = failingFirst(503, 503, 503, 503, 503);
  await withRooms(async (video) => {
    const error = await video.ensure("room-1").catch((error) => error);
    expect(error).toBeInstanceOf(VideoRoomsError);
    expect(error).toMatchObject({
      operation: "ensure",
      status: 503,
      code: 20500,
      retryable: true,
    });
    expect(always.seen).toHaveLength(3);
  }, always.wire);
});

Deno.test("a create whose answer was lost is found, not repeated", async () => {
  let lose = true;
  await withRooms(async (video, rooms) => {
    expect((await video.ensure("room-1")).name).toBe("room-1");
    expect(rooms.stats().rooms).toBe(1);
  }, (rooms) => ({
    async request(req) {
      const response = await rooms.rest(req);
      if (lose) {
        lose = false;
        throw new Error("socket hang up");
      }
      return response;
    },
  }));
});

Deno.test("a service that never answers is given up at the deadline", async () => {
  const { wire } = failingFirst("silence");
  await withRooms(
    async (video) => {
      const error = await video.fetch("room-1").catch((error) => error);
      expect(error).toMatchObject({
        code: null,
        status: null,
        retryable: true,
      });
    },
    wire,
    { deadlineMs: 50 },
  );
});

Deno.test("a wrong secret is refused at once, and the error contains neither name nor secret", async () => {
  const { wire, seen } = failingFirst();
  await withRooms(
    async (video) => {
      const error = await video.ensure("room-secret-name").catch((error) =>
        error
      );
      expect(error).toMatchObject({
        code: 20003,
        status: 401,
        retryable: false,
      });
      expect(seen).toHaveLength(1);
      expect(`${error} ${JSON.stringify(error)}`).not.toContain(
        "room-secret-name",
      );
      expect(Deno.inspect(error)).not.toContain("not the secret");
    },
    wire,
    { credentials: { ...credentials, apiKeySecret: "not the secret" } },
  );
});

Deno.test("the request is what Twilio documents for a room", async () => {
  let sent: Record<string, unknown> = {};
  await withRooms(async (video) => {
    await video.ensure("room-1");
    expect(sent).toMatchObject({
      method: "post",
      uri: "https://video.twilio.com/v1/Rooms",
      username: credentials.apiKeySid,
      password: credentials.apiKeySecret,
      data: {
        UniqueName: "room-1",
        Type: "group",
        MaxParticipants: 4,
        EmptyRoomTimeout: 60,
        UnusedRoomTimeout: 60,
        MaxParticipantDuration: 14_400,
        VideoCodecs: ["VP8", "H264"],
        StatusCallback: "https://studio.example/callbacks",
        StatusCallbackMethod: "POST",
        MediaRegion: "de1",
      },
    });
  }, (rooms) => ({
    request(req) {
      sent = { ...req };
      return rooms.rest(req);
    },
  }), { region: "de1" });
});

Deno.test("TWILIO_REGION and TWILIO_EDGE in the environment do not redirect the requests", async () => {
  const hosts: string[] = [];
  Deno.env.set("TWILIO_REGION", "ie1");
  Deno.env.set("TWILIO_EDGE", "dublin");
  try {
    await withRooms(async (video) => {
      await video.ensure("room-1");
      expect(hosts).toEqual(["video.twilio.com"]);
    }, (rooms) => ({
      request(req) {
        hosts.push(new URL(req.uri).host);
        return rooms.rest(req);
      },
    }));
  } finally {
    Deno.env.delete("TWILIO_REGION");
    Deno.env.delete("TWILIO_EDGE");
  }
});

Deno.test("a token is for one room and one person, and has the given lifetime", async () => {
  await withRooms(async (video) => {
    const expiresAt = clock.now() + 90_000;
    const claims = decodeJwt(
      await video.token({ identity: "c1:client", room: "room-1", expiresAt }),
    );
    expect(claims.exp).toBe(expiresAt / 1000);
    expect(claims["grants"]).toEqual({
      identity: "c1:client",
      video: { room: "room-1" },
    });
    expect(claims.sub).toBe(credentials.accountSid);
  });
});

Deno.test(
  "the same holds over a real socket, through Twilio's own HTTP client",
  {
    // Twilio's client keeps its connection open.
    sanitizeResources: false,
    sanitizeOps: false,
  },
  async () => {
    const rooms = createEmbeddedRooms({
      credentials,
      clock,
      deliverCallback: () => Promise.resolve(new Response()),
    });
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      async (req) => {
        const { statusCode, body, headers } = await rooms.rest({
          method: req.method,
          uri: req.url,
          headers: Object.fromEntries(req.headers),
          data: await req.text(),
        });
        return new Response(body, { status: statusCode, headers });
      },
    );
    const base = `http://127.0.0.1:${server.addr.port}`;
    const client = new twilio.RequestClient({ keepAlive: false });
    const httpClient: HttpClient = {
      request(options) {
        const uri = options.uri.replace("https://video.twilio.com", base);
        return client.request(
          { ...options, uri } as Parameters<typeof client.request>[0],
        );
      },
    };
    try {
      const video = createTwilioVideoRooms({
        credentials,
        clock,
        statusCallback: "https://studio.example/callbacks",
        httpClient,
      });
      const made = await video.ensure("room-1");
      expect(await video.ensure("room-1")).toEqual(made);
      expect(await video.complete("room-1")).toEqual({
        sid: made.sid,
        status: "completed",
      });
      expect(await video.complete(made.sid)).toEqual({
        sid: made.sid,
        status: "completed",
      });
      expect(await video.fetch("room-1")).toBeNull();
      expect(video.capabilities).toEqual({
        recording: true,
        whyNoRecording: null,
        networkQuality: true,
      });
    } finally {
      await server.shutdown();
      await rooms.close();
    }
  },
);
