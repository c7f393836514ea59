import { expect } from "expect";
import fc from "fast-check";
import twilio from "twilio";
import { readCallback } from "@/lib/adapters/twilio/callback.ts";
import { sign } from "@/lib/rooms/rest/callbacks.ts";

const authToken = "12345";
const publicUrl = "https://studio.example/api/video/callbacks/twilio";
const fields = {
  AccountSid: "AC1",
  RoomSid: "RM1",
  RoomName: "room-1",
  RoomStatus: "in-progress",
  SequenceNumber: "3",
  StatusCallbackEvent: "participant-connected",
  Timestamp: "2026-01-01T00:00:00.500Z",
  ParticipantSid: "PA1",
  ParticipantIdentity: "c1:client",
};

/** Signed by Twilio's own library, so the signature does not come from our code. */
function post(
  params: Record<string, string>,
  { url = publicUrl, token = authToken, signature, body, type }: {
    url?: string;
    token?: string;
    signature?: string;
    body?: BodyInit;
    type?: string;
  } = {},
): Request {
  return new Request("http://127.0.0.1:8000/inside", {
    method: "POST",
    headers: {
      "content-type": type ??
        "application/x-www-form-urlencoded; charset=utf-8",
      "x-twilio-signature": signature ??
        twilio.getExpectedTwilioSignature(token, url, params),
    },
    body: body ?? new URLSearchParams(params).toString(),
  });
}

const read = (req: Request) => readCallback(req, { authToken, publicUrl });
const refused = (status: number) => ({ ok: false, status });

Deno.test("a callback signed by Twilio's library is read with its types", async () => {
  expect(await read(post(fields))).toEqual({
    ok: true,
    event: {
      type: "participant-connected",
      roomSid: "RM1",
      roomName: "room-1",
      roomStatus: "in-progress",
      sequenceNumber: 3,
      timestamp: Date.UTC(2026, 0, 1, 0, 0, 0, 500),
      participantSid: "PA1",
      participantIdentity: "c1:client",
    },
  });
});

Deno.test("every documented event is read, and an unknown one is not an error", async () => {
  const more = {
    RoomDuration: "60",
    ParticipantDuration: "59",
    TrackSid: "MT1",
    TrackKind: "video",
    RecordingSid: "RT1",
  };
  const event = async (name: string) => {
    const reading = await read(
      post({ ...fields, ...more, StatusCallbackEvent: name }),
    );
    if (!reading.ok) throw new Error(`${name}: ${reading.status}`);
    return reading.event;
  };
  expect(await event("room-created")).toMatchObject({ type: "room-created" });
  expect(await event("room-ended")).toMatchObject({
    type: "room-ended",
    roomDuration: 60,
  });
  expect(await event("participant-disconnected")).toMatchObject({
    participantDuration: 59,
  });
  for (
    const name of [
      "track-added",
      "track-removed",
      "track-enabled",
      "track-disabled",
    ]
  ) {
    expect(await event(name)).toMatchObject({
      type: name,
      trackSid: "MT1",
      trackKind: "video",
    });
  }
  for (
    const name of [
      "recording-started",
      "recording-completed",
      "recording-failed",
    ]
  ) {
    expect(await event(name)).toMatchObject({
      type: name,
      recordingSid: "RT1",
    });
  }
  expect(await event("transcription-started")).toMatchObject({
    type: "other",
    name: "transcription-started",
  });
});

Deno.test("a forged, changed or missing signature is 403, for every parameter", async () => {
  const signature = twilio.getExpectedTwilioSignature(
    authToken,
    publicUrl,
    fields,
  );
  for (const name of Object.keys(fields)) {
    expect(await read(post({ ...fields, [name]: "other" }, { signature })))
      .toEqual(refused(403));
  }
  expect(await read(post({ ...fields, Extra: "1" }, { signature }))).toEqual(
    refused(403),
  );
  for (
    const signature of ["", "x", "AAAA", "=".repeat(28), btoa("x".repeat(20))]
  ) {
    expect(await read(post(fields, { signature }))).toEqual(refused(403));
  }
  expect(await read(post(fields, { token: "another" }))).toEqual(refused(403));
});

Deno.test("a callback signed for another address is 403", async () => {
  for (
    const url of [
      "https://evil.example/api/video/callbacks/twilio",
      "http://studio.example/api/video/callbacks/twilio",
      publicUrl + "?a=1",
      "http://127.0.0.1:8000/inside",
    ]
  ) expect(await read(post(fields, { url }))).toEqual(refused(403));
});

Deno.test("Twilio may sign with or without the default port", async () => {
  const url = "https://studio.example:443/api/video/callbacks/twilio";
  expect(await read(post(fields, { url }))).toMatchObject({ ok: true });
  expect(await readCallback(post(fields), { authToken, publicUrl: url }))
    .toMatchObject({ ok: true });
});

Deno.test("a signed callback without the fields of its event is 400", async () => {
  const without = (...names: string[]) =>
    Object.fromEntries(
      Object.entries(fields).filter(([name]) => !names.includes(name)),
    );
  for (
    const name of [
      "RoomSid",
      "SequenceNumber",
      "Timestamp",
      "StatusCallbackEvent",
      "ParticipantSid",
      "ParticipantIdentity",
    ]
  ) expect(await read(post(without(name)))).toEqual(refused(400));
  for (const SequenceNumber of ["-1", "1.5", "1e3", "x", "9".repeat(20)]) {
    expect(await read(post({ ...fields, SequenceNumber }))).toEqual(
      refused(400),
    );
  }
  expect(await read(post({ ...fields, Timestamp: "soon" }))).toEqual(
    refused(400),
  );
});

Deno.test("another content type is 415 and a long body 413, before the signature is computed", async () => {
  expect(await read(post(fields, { type: "application/json" }))).toEqual(
    refused(415),
  );
  expect(await read(post(fields, { type: "multipart/form-data; boundary=x" })))
    .toEqual(refused(415));
  expect(await read(post({ ...fields, Long: "x".repeat(40_000) }))).toEqual(
    refused(413),
  );
});

Deno.test("an endless body is 413 as soon as it exceeds the limit", async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(1024).fill(97));
    },
  });
  expect(await read(post(fields, { body }))).toEqual(refused(413));
  expect(pulled).toBeLessThan(100);
});

Deno.test("our signature and Twilio's agree on any parameters", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
      async (extra) => {
        const params = { ...extra, ...fields };
        const theirs = twilio.getExpectedTwilioSignature(
          authToken,
          publicUrl,
          params,
        );
        expect(sign(authToken, { url: publicUrl, params })).toBe(theirs);
        expect(await read(post(params))).toMatchObject({ ok: true });
      },
    ),
    { numRuns: 100 },
  );
});
