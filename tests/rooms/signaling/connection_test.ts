import { expect } from "expect";
import { Connection, type Socket } from "@/lib/rooms/signaling/connection.ts";
import { RoomError } from "@/lib/rooms/errors.ts";
import { DEFAULT_LIMITS, RateLimit } from "@/lib/rooms/limits.ts";

const hello = JSON.stringify({ type: "hello", version: 2, timeout: 5000 });

class FakeSocket implements Socket {
  readyState = 1;
  bufferedAmount = 0;
  sent: string[] = [];
  code: number | null = null;
  send(data: string) {
    this.sent.push(data);
  }
  close(code = 1005) {
    this.code ??= code;
  }
}

function connect(message: (body: unknown) => Promise<void> | void = () => {}) {
  const socket = new FakeSocket();
  const lost: boolean[] = [];
  const logged: string[] = [];
  const connection = new Connection(
    socket,
    {
      message: (_connection, body) => message(body),
      lost: (_connection, final) => void lost.push(final),
      log: (event, fields) =>
        void logged.push(`${event} ${JSON.stringify(fields)}`),
    },
    { limits: DEFAULT_LIMITS, now: 0 },
  );
  return { socket, connection, lost, logged };
}

const settled = () => new Promise((done) => setTimeout(done, 0));

Deno.test("silence for three heartbeats is a loss; any frame is a sign of life", async () => {
  const { socket, connection, lost } = connect();
  connection.receive(hello, 0);
  connection.receive('{"type":"msg","body":{}}', 0);
  await settled();
  connection.check(15_000);
  expect(socket.code).toBeNull();
  connection.receive('{"type":"heartbeat"}', 15_000);
  connection.check(30_000);
  expect(socket.code).toBeNull();
  connection.check(30_001);
  expect(socket.code).toBe(1001);
  await settled();
  expect(lost).toEqual([false]);
});

Deno.test("a loss is reported once, and never after bye", async () => {
  const { connection, lost } = connect();
  connection.receive(hello, 0);
  connection.lose();
  connection.lose();
  await settled();
  expect(lost).toEqual([false]);

  const other = connect();
  other.connection.receive(hello, 0);
  other.connection.end({ type: "disconnected" });
  other.connection.lose();
  await settled();
  expect(other.lost).toEqual([]);
  expect(other.socket.code).toBe(1000);
});

Deno.test("frames are handled one at a time, and after a refusal no more are accepted", async () => {
  const order: unknown[] = [];
  const { connection, lost, socket } = connect(async (body) => {
    order.push(["start", body]);
    await settled();
    order.push(["end", body]);
    if (body === 2) throw new RoomError(20104);
  });
  connection.receive(hello, 0);
  for (const body of [1, 2, 3]) {
    connection.receive(JSON.stringify({ type: "msg", body }), 0);
  }
  for (let i = 0; i < 5; i++) await settled();
  expect(order).toEqual([["start", 1], ["end", 1], ["start", 2], ["end", 2]]);
  expect(JSON.parse(socket.sent.at(-1)!).body).toMatchObject({
    type: "error",
    code: 20104,
  });
  expect(lost).toEqual([true]);
});

Deno.test("an error of ours closes the socket without blaming the client, so that it may come back", async () => {
  const { connection, socket, lost, logged } = connect(() => {
    throw new TypeError("ours");
  });
  connection.receive(hello, 0);
  connection.receive('{"type":"msg","body":1}', 0);
  await settled();
  expect(socket.code).toBe(1011);
  expect(lost).toEqual([false]);
  expect(socket.sent.join()).not.toContain("ours");
  expect(logged.join()).toContain("rooms.failed");
});

Deno.test("an endless flood is read for a few seconds at most, and reported once", async () => {
  const { connection, socket, lost } = connect();
  connection.receive(hello, 0);
  const heartbeat = '{"type":"heartbeat"}';
  for (let i = 0; i < DEFAULT_LIMITS.burst + 5; i++) {
    connection.receive(heartbeat, 0);
  }
  expect(JSON.parse(socket.sent.at(-1)!).body).toMatchObject({ code: 53006 });
  const said = socket.sent.length;
  for (let at = 100; at <= 5000; at += 100) {
    connection.receive(heartbeat, at);
    connection.check(at);
  }
  expect([socket.code, socket.sent.length]).toEqual([null, said]);
  connection.receive(heartbeat, 5001);
  connection.check(5001);
  expect(socket.code).toBe(1008);
  connection.lose();
  await settled();
  expect(lost).toEqual([true]);
});

Deno.test("a reader who is too slow is cut off before it fills the memory", async () => {
  const { connection, socket, lost } = connect();
  connection.receive(hello, 0);
  socket.bufferedAmount = DEFAULT_LIMITS.bufferedBytes + 1;
  connection.send({ type: "update" });
  expect(socket.code).toBe(1013);
  await settled();
  expect(lost).toEqual([false]);
});

Deno.test("a rate limit allows bursts and refills evenly", () => {
  const limit = new RateLimit(3, 2, { now: 0 });
  expect([0, 0, 0, 0].map((at) => limit.take(at))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(limit.take(499)).toBe(false);
  expect(limit.take(1000)).toBe(true);
  expect([9000, 9000, 9000, 9000].map((at) => limit.take(at))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

Deno.test("a client that sends only hello and heartbeats without a token is disconnected", () => {
  const { socket, connection } = connect();
  connection.receive(hello, 0);
  for (let at = 4000; at <= 20_000; at += 4000) {
    connection.receive('{"type":"heartbeat"}', at);
    connection.check(at);
  }
  expect(socket.code).toBeNull();
  connection.receive('{"type":"heartbeat"}', 20_001);
  connection.check(20_001);
  expect(socket.code).toBe(1002);
});

Deno.test("a refused message does not count as authentication", async () => {
  const { socket, connection } = connect(() => {
    throw new RoomError(20104);
  });
  connection.receive(hello, 0);
  connection.receive('{"type":"msg","body":{}}', 1);
  await settled();
  expect(socket.code).not.toBeNull();
});
