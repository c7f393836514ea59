/**
 * Many rooms signalling at once through one process, alternating with a plain
 * WebSocket echo under the same load. Prints ratios, because absolute numbers
 * depend on the machine; a lost message is an error.
 */
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";
import { account } from "@/bench/_rooms/account.ts";
import { BareSocket } from "@/bench/_rooms/socket.ts";
import { candidates, sdp } from "@/bench/_rooms/sdp.ts";

const ROOMS = 500;
const ROUNDS = 9;
const SECONDS = 1.5;
/** Messages per second and room: more than an SDK sends while it negotiates. */
const RATE = 2;

type Json = Record<string, unknown>;

interface Server {
  kind: "rooms" | "echo";
  port: number;
  process: Deno.ChildProcess;
  idle: number;
}

/** A sender, and the socket on which its messages arrive. */
interface Pair {
  send(n: number): void;
  onArrival: (n: number) => void;
}

async function start(kind: Server["kind"]): Promise<Server> {
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--v8-flags=--expose-gc",
      "bench/_rooms/server.ts",
      kind,
    ],
    cwd: new URL("..", import.meta.url),
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = process.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  const port = Number(new TextDecoder().decode(value));
  return { kind, port, process, idle: await memory(port) };
}

/** Resident bytes after a garbage collection. */
async function memory(port: number): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < 5; i++) {
    const { rss } = await (await fetch(`http://127.0.0.1:${port}/memory`))
      .json();
    least = Math.min(least, rss);
    await pause(100);
  }
  return least;
}

async function open(port: number): Promise<BareSocket> {
  const socket = await BareSocket.open(port, "/ws");
  sockets.push(socket);
  return socket;
}

const sockets: BareSocket[] = [];

/** Two participants who have negotiated; the first one's candidates go to the second. */
async function openRoom(port: number, name: string): Promise<Pair> {
  await (await fetch(`http://127.0.0.1:${port}/v1/Rooms`, {
    method: "POST",
    body: new URLSearchParams({ UniqueName: name }),
  })).body?.cancel();
  const alice = await join(port, "alice", name);
  const bob = await join(port, "bob", name);
  const { id } = (await alice.next("update"))["peer_connections"][0];
  alice.say({
    peer_connections: [{
      id,
      description: { type: "answer", revision: 1, sdp: sdp() },
    }],
  });
  await bob.next("update");

  const pair: Pair = {
    send(n) {
      const ice = { ufrag: "abcd", revision: n, candidates: candidates() };
      alice.say({ peer_connections: [{ id, ice }] });
    },
    onArrival() {},
  };
  bob.hear((body) => {
    const revision = body["peer_connections"]?.[0]?.ice?.revision;
    if (revision !== undefined) pair.onArrival(revision);
  });
  return pair;
}

// deno-lint-ignore no-explicit-any
type Loose = any;

async function join(port: number, identity: string, room: string) {
  const socket = await open(port);
  const waiting: Loose[] = [];
  let hear: (body: Loose) => void = (body) => waiting.push(body);
  socket.onText = (text) => {
    const frame = JSON.parse(text);
    if (frame.type === "msg") hear(frame.body);
  };
  const next = async (type: string): Promise<Loose> => {
    for (;;) {
      const index = waiting.findIndex((body) => body.type === type);
      if (index >= 0) return waiting.splice(index, 1)[0];
      await pause(1);
    }
  };
  const credentials = account;
  const token = await mintAccessToken({
    credentials,
    identity,
    room,
    now: Date.now(),
    ttlSeconds: 600,
  });
  const tracks = ["audio", "video", "data"].map((kind) => ({
    id: crypto.randomUUID(),
    name: kind,
    kind,
    enabled: true,
    priority: "standard",
  }));
  const body = {
    type: "connect",
    version: 2,
    name: null,
    token,
    participant: { revision: 1, tracks },
    peer_connections: [{
      id: crypto.randomUUID(),
      description: { type: "offer", revision: 1, sdp: sdp() },
    }],
  };
  socket.send(
    JSON.stringify({ type: "hello", version: 2, timeout: 30_000, body }),
  );
  const { session } = await next("connected");
  return {
    next,
    say: (body: Json) =>
      socket.send(
        JSON.stringify({
          type: "msg",
          body: { type: "update", session, ...body },
        }),
      ),
    hear: (listener: (body: Loose) => void) => hear = listener,
  };
}

/** Two sockets, like a room; the first one receives its own message. */
async function openEcho(port: number): Promise<Pair> {
  const [socket] = [await open(port), await open(port)];
  const pair: Pair = {
    send(n) {
      const ice = { ufrag: "abcd", revision: n, candidates: candidates() };
      const body = {
        type: "update",
        session: "SS",
        peer_connections: [{ id: "x", ice }],
      };
      socket.send(JSON.stringify({ type: "msg", body }));
    },
    onArrival() {},
  };
  socket.onText = (text) => {
    const { body } = JSON.parse(text);
    if (body) pair.onArrival(body.peer_connections[0].ice.revision);
  };
  return pair;
}

/** As the SDK does, so that nobody counts as dead. */
const HEARTBEAT = '{"type":"heartbeat"}';

let counter = 10;

/** One round: every pair sends at its own times. @returns latencies in milliseconds */
async function round(pairs: Pair[]): Promise<number[]> {
  const latencies: number[] = [];
  let missing = 0;
  const work = pairs.map(async (pair) => {
    const sentAt = new Map<number, number>();
    pair.onArrival = (n) => {
      latencies.push(performance.now() - sentAt.get(n)!);
      missing--;
    };
    await pause(Math.random() * 1000 / RATE);
    for (let i = 0; i < SECONDS * RATE; i++) {
      const n = counter++;
      missing++;
      sentAt.set(n, performance.now());
      pair.send(n);
      await pause(1000 / RATE);
    }
  });
  await Promise.all(work);
  for (let i = 0; i < 100 && missing > 0; i++) await pause(50);
  if (missing > 0) throw new Error(`${missing} messages were lost`);
  return latencies;
}

function at(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.floor(sorted.length * share))
  ] ?? NaN;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function measure(): Promise<void> {
  const rooms = await start("rooms");
  const echo = await start("echo");
  const beat = setInterval(
    () => sockets.forEach((socket) => socket.send(HEARTBEAT)),
    10_000,
  );
  try {
    const inRooms: Pair[] = [];
    const inEcho: Pair[] = [];
    for (let i = 0; i < ROOMS; i += 20) {
      const batch = Array.from({ length: 20 }, (_, k) => `room-${i + k}`);
      inRooms.push(
        ...await Promise.all(batch.map((name) => openRoom(rooms.port, name))),
      );
      inEcho.push(...await Promise.all(batch.map(() => openEcho(echo.port))));
    }
    // The first round of each is a warm-up.
    await round(inRooms);
    await round(inEcho);
    const rounds: Record<Server["kind"], number[][]> = { rooms: [], echo: [] };
    for (let i = 0; i < ROUNDS; i++) {
      rounds.rooms.push(await round(inRooms));
      rounds.echo.push(await round(inEcho));
    }
    const perRoom = (await memory(rooms.port) - rooms.idle) / ROOMS;
    const perPair = (await memory(echo.port) - echo.idle) / ROOMS;
    console.log(
      `${ROOMS} rooms of two in one process, ${RATE} messages a second each, beside a plain echo:`,
    );
    for (const share of [0.5, 0.99]) {
      // A round that the machine disturbed must not decide.
      const usual = (rounds: number[][]) =>
        at(rounds.map((round) => at(round, share)), 0.5);
      const [ours, plain] = [usual(rounds.rooms), usual(rounds.echo)];
      console.log(
        `  a relayed message, p${share * 100}: ${
          (ours / plain).toFixed(2)
        } × (${ours.toFixed(2)} ms to ${plain.toFixed(2)} ms)`,
      );
    }
    console.log(
      `  memory of a room: ${
        (perRoom / perPair).toFixed(2)
      } × that of two sockets (${kB(perRoom)} to ${kB(perPair)})`,
    );
  } finally {
    clearInterval(beat);
    for (const socket of sockets.splice(0)) socket.close();
    for (const { process } of [rooms, echo]) {
      process.kill("SIGTERM");
      await process.status;
    }
  }
}

if (import.meta.main) await measure();
else {Deno.bench({
    name: "500 rooms beside an echo",
    n: 1,
    warmup: 0,
    fn: measure,
  });}

function kB(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} kB`;
}
