/** Twilio's Retry-After is read and respected. */
import { expect } from "expect";
import {
  retryAfterIn,
  retryAfterMs,
} from "@/lib/adapters/twilio/retry_after.ts";
import { createTwilioVideoRooms } from "@/lib/adapters/twilio/video_rooms.ts";
import {
  ACCOUNT,
  type TwilioVideoServer,
  twilioVideoServer,
} from "@/tests/_support/twilio_video_server.ts";

const NOW = Date.parse("2026-11-22T16:00:00Z");

for (
  const [value, expected] of [
    ["0", 0],
    ["120", 120_000],
    [" 2 ", 2000],
    [3, 3000],
    [["4"], 4000],
    ["Sun, 22 Nov 2026 16:00:05 GMT", 5000],
    ["Sunday, 22-Nov-26 16:00:06 GMT", 6000],
    ["Sun Nov 22 16:00:07 2026", 7000],
    ["Sun, 22 Nov 2026 15:00:00 GMT", 0],
    ["Sun, 99 Nov 2026 16:00:05 GMT", null],
    ["2026-11-22T16:00:05Z", null],
    ["-1", null],
    ["1.5", null],
    ["1e3", null],
    ["soon", null],
    ["9999999999999999", null],
    ["", null],
    [undefined, null],
    [null, null],
  ] as const
) {
  Deno.test(`Retry-After ${JSON.stringify(value)} is ${expected} ms`, () => {
    expect(retryAfterMs(value, NOW)).toBe(expected);
  });
}

Deno.test("the header is found in any case, in an object and in Headers", () => {
  expect(retryAfterIn({ "Retry-After": "1" })).toBe("1");
  expect(retryAfterIn({ "retry-after": "2" })).toBe("2");
  expect(retryAfterIn(new Headers({ "RETRY-AFTER": "3" }))).toBe("3");
  expect(retryAfterIn({})).toBeUndefined();
  expect(retryAfterIn(undefined)).toBeUndefined();
});

// Twilio's client opens a connection for each request and closes it later.
const options = { sanitizeResources: false, sanitizeOps: false };

function roomsAt(server: TwilioVideoServer, deadlineMs = 8000) {
  return createTwilioVideoRooms({
    credentials: ACCOUNT,
    clock: { now: () => NOW },
    statusCallback: "https://studio.example/callbacks",
    httpClient: server.httpClient,
    backoffMs: 1,
    deadlineMs,
  });
}

async function took(work: Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work.catch(() => {});
  return performance.now() - from;
}

for (
  const [form, retryAfter] of [
    ["seconds", "1"],
    ["a date", "Sun, 22 Nov 2026 16:00:01 GMT"],
  ] as const
) {
  Deno.test(
    `after a 429 with ${form}, no request is sent before that time`,
    options,
    async () => {
      await using server = twilioVideoServer();
      const video = roomsAt(server);
      server.refuse(/POST/, { status: 429, code: 20429, retryAfter });
      const waited = await took(video.ensure("room-1"));
      expect(server.rooms).toHaveLength(1);
      expect(server.requests).toHaveLength(2);
      // A timer may fire early by at most its own resolution.
      expect(waited).toBeGreaterThan(990);
    },
  );
}

Deno.test(
  "a wait beyond the deadline is not started: the error says how long it would have been",
  options,
  async () => {
    await using server = twilioVideoServer();
    const video = roomsAt(server, 5000);
    server.refuse(/POST/, { status: 429, code: 20429, retryAfter: "3600" });
    await expect(video.ensure("room-1")).rejects.toMatchObject({
      operation: "ensure",
      code: 20429,
      status: 429,
      retryable: true,
      retryAfter: 3_600_000,
    });
    expect(server.requests).toHaveLength(1);
  },
);

Deno.test(
  "a 503 is treated the same, and a 429 without the header waits as before",
  options,
  async () => {
    await using server = twilioVideoServer();
    const video = roomsAt(server);
    server.refuse(
      /POST/,
      { status: 503, code: 20503, retryAfter: "0" },
      { status: 429, code: 20429 },
    );
    await video.ensure("room-1");
    expect(server.requests).toHaveLength(3);
  },
);
