import { expect } from "expect";
import fc from "fast-check";
import { readMessage } from "@/lib/rooms/signaling/messages.ts";
import { readFrame } from "@/lib/rooms/signaling/tcmp.ts";
import { connectBody, offer, participant } from "@/tests/rooms/_client.ts";

Deno.test("a client's message keeps only the fields that the rooms use", () => {
  const body = connectBody("token", "link");
  const message = readMessage({
    ...body,
    media_signaling: { active_speaker: {} },
    participant: {
      ...participant(1, ["t"]),
      sid: "PA-mine-to-choose",
      state: "admin",
    },
    peer_connections: [{
      id: "link",
      description: { ...offer(1), extra: 1 },
      extra: 1,
    }],
  });
  expect(message).toEqual({
    type: "connect",
    token: "token",
    name: null,
    subscribes: true,
    participant: {
      revision: 1,
      tracks: [{
        id: "t",
        name: "t",
        kind: "audio",
        enabled: true,
        priority: "standard",
      }],
    },
    peerConnections: [{ id: "link", description: offer(1) }],
  });
});

Deno.test("a subscription rule that excludes everything is honoured", () => {
  const body = {
    ...connectBody("token", "link"),
    subscribe: { rules: [{ type: "exclude", all: true }] },
  };
  expect(readMessage(body)).toMatchObject({ subscribes: false });
});

Deno.test("candidates pass unchanged and in order, including the empty last one", () => {
  const candidates = [
    {
      candidate: "candidate:1",
      sdpMid: "0",
      sdpMLineIndex: 0,
      usernameFragment: "u",
    },
    { candidate: "", sdpMid: "0", sdpMLineIndex: 0 },
  ];
  const ice = { ufrag: "u", revision: 2, candidates, complete: true };
  const message = readMessage({
    type: "update",
    session: "SS",
    peer_connections: [{ id: "l", ice }],
  });
  expect(message).toMatchObject({ peerConnections: [{ id: "l", ice }] });
});

Deno.test("a malformed message is refused as a whole", () => {
  const good = connectBody("token", "link");
  const bad: unknown[] = [
    null,
    [],
    "connect",
    { type: "unknown" },
    { ...good, participant: null },
    { ...good, participant: { revision: -1, tracks: [] } },
    { ...good, participant: { revision: 1.5, tracks: [] } },
    { ...good, participant: { revision: 1, tracks: {} } },
    { ...good, participant: participant(1, ["same", "same"]) },
    { ...good, participant: participant(1, ["x".repeat(600)]) },
    {
      ...good,
      participant: participant(1, Array.from({ length: 33 }, (_, i) => `${i}`)),
    },
    {
      ...good,
      participant: {
        revision: 1,
        tracks: [{ id: "t", name: "t", kind: "smell" }],
      },
    },
    {
      ...good,
      peer_connections: [{
        id: "l",
        description: { type: "create-offer", revision: 1 },
      }],
    },
    {
      ...good,
      peer_connections: [{
        id: "l",
        description: { type: "offer", revision: 1 },
      }],
    },
    { ...good, peer_connections: [{ id: "", description: offer(1) }] },
    {
      ...good,
      peer_connections: [{
        id: "l",
        ice: { ufrag: "u", revision: 1, candidates: [{}] },
      }],
    },
    { ...good, name: 7 },
    { type: "sync", session: 7 },
    { type: "disconnect" },
  ];
  for (const body of bad) expect(readMessage(body)).toBeNull();
});

Deno.test("no input makes the readers throw", () => {
  fc.assert(fc.property(fc.anything(), (value) => void readMessage(value)));
  fc.assert(fc.property(fc.string(), (text) => void readFrame(text)));
  fc.assert(fc.property(fc.json(), (text) => void readFrame(text)));
});

Deno.test("a frame may request a heartbeat within bounds", () => {
  const hello = (timeout: unknown) =>
    readFrame(JSON.stringify({ type: "hello", version: 2, timeout }));
  expect(hello(5000)).toMatchObject({ timeout: 5000 });
  expect(hello(1)).toMatchObject({ timeout: 1000 });
  expect(hello(1e12)).toMatchObject({ timeout: 30_000 });
  expect(hello("x")).toMatchObject({ timeout: 5000 });
  expect(readFrame(JSON.stringify({ type: "hello", version: 3 }))).toBeNull();
});
