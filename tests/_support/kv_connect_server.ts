/**
 * A database that several processes share, over the KV Connect protocol
 * (denoland/denokv, proto/kv-connect.md): the protocol of Deno Deploy's
 * database and of a self-hosted `denokv`.
 *
 * ```ts
 * await using store = kvConnectServer();
 * // Two processes of the product on one database:
 * await using one = await aServer({ env: store.env });
 * await using two = await aServer({ env: store.env });
 * // The test's own look at it; without a server: `wire(store.env)`.
 * using kv = await store.open();
 * ```
 *
 * `aServer` seeds the demo studio, which changes nothing the second time. The
 * database lives in this process's memory and ends with `store`.
 */
import {
  type Check,
  decoded,
  encoded,
  type Entry,
  type Mutation,
  READ_SUCCESS,
  type ReadRange,
} from "./kv_connect_messages.ts";
import { Rows } from "./kv_connect_rows.ts";

export interface KvConnectServer extends AsyncDisposable {
  readonly url: string;
  /** What a process needs to open the database with `openKv`. */
  readonly env: {
    readonly KV_PATH: string;
    readonly DENO_KV_ACCESS_TOKEN: string;
  };
  /** Opens the database in this process. The caller closes it. */
  open(): Promise<Deno.Kv>;
  /** Milliseconds before each answer of the data path; 0 at first. */
  setDelay(ms: number): void;
  /** Answers of the data path so far. */
  readonly answered: number;
}

const TOKEN = "a-token-of-tests";
/** The limit of Deno Deploy's database. */
const MOST_CHECKS = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

export function kvConnectServer(): KvConnectServer {
  const rows = new Rows();
  const watchers = new Set<() => void>();
  const ended = new AbortController();
  const state = { delayMs: 0, answered: 0 };
  const http = Deno.serve(
    { port: 0, hostname: "127.0.0.1", signal: ended.signal, onListen() {} },
    async (req) => {
      const { pathname } = new URL(req.url);
      if (req.headers.get("authorization") !== `Bearer ${TOKEN}`) {
        return new Response("The access token is wrong", { status: 401 });
      }
      if (pathname === "/") return metadata();
      if (state.delayMs > 0) {
        await new Promise((done) => setTimeout(done, state.delayMs));
      }
      state.answered++;
      const body = new Uint8Array(await req.arrayBuffer());
      switch (pathname) {
        case "/v3/snapshot_read":
          return protobufAnswer(snapshotRead(rows, body));
        case "/v3/atomic_write": {
          const write = decoded<Writes>("AtomicWrite", body);
          if (write.checks.length > MOST_CHECKS) {
            return new Response("Too many checks", { status: 400 });
          }
          const result = rows.write(write);
          for (const look of [...watchers]) look();
          return protobufAnswer(encoded("AtomicWriteOutput", result));
        }
        case "/v3/watch":
          return protobufAnswer(watch(rows, watchers, body));
        default:
          return new Response("No such path", { status: 404 });
      }
    },
  );
  const url = `http://127.0.0.1:${http.addr.port}`;
  return {
    url,
    env: { KV_PATH: url, DENO_KV_ACCESS_TOKEN: TOKEN },
    async open() {
      const before = Deno.env.get("DENO_KV_ACCESS_TOKEN");
      Deno.env.set("DENO_KV_ACCESS_TOKEN", TOKEN);
      try {
        return await Deno.openKv(url);
      } finally {
        if (before === undefined) Deno.env.delete("DENO_KV_ACCESS_TOKEN");
        else Deno.env.set("DENO_KV_ACCESS_TOKEN", before);
      }
    },
    setDelay: (ms) => void (state.delayMs = ms),
    get answered() {
      return state.answered;
    },
    async [Symbol.asyncDispose]() {
      // Not `shutdown`: it waits for the clients' open watches.
      ended.abort();
      await http.finished;
    },
  };
}

type Writes = {
  readonly checks: readonly Check[];
  readonly mutations: readonly Mutation[];
};

function metadata(): Response {
  return Response.json({
    version: 3,
    databaseId: "6fb3c1de-8d57-4b0a-9f3d-2f1f3c0c9a11",
    endpoints: [{ url: "/v3", consistency: "strong" }],
    token: TOKEN,
    expiresAt: new Date(Date.now() + DAY_MS).toISOString(),
  });
}

function snapshotRead(rows: Rows, body: Uint8Array): Uint8Array {
  const { ranges } = decoded<{ ranges: readonly ReadRange[] }>(
    "SnapshotRead",
    body,
  );
  return encoded("SnapshotReadOutput", {
    ranges: ranges.map((range) => ({ values: rows.read(range) })),
    readIsStronglyConsistent: true,
    status: READ_SUCCESS,
  });
}

/** Sends the watched keys at once, and after each write that changed one. */
function watch(
  rows: Rows,
  watchers: Set<() => void>,
  body: Uint8Array,
): ReadableStream<Uint8Array> {
  const { keys } = decoded<{ keys: readonly { key: Uint8Array }[] }>(
    "Watch",
    body,
  );
  let sent: (Entry | null | undefined)[] = keys.map(() => undefined);
  let look = () => {};
  return new ReadableStream({
    start(controller) {
      look = () => {
        const now = keys.map(({ key }) => rows.get(key));
        if (now.every((entry, at) => entry === sent[at])) return;
        const changes = now.map((entry, at) => ({
          changed: entry !== sent[at],
          ...(entry === null ? {} : { entryIfChanged: entry }),
        }));
        sent = now;
        controller.enqueue(
          framed(encoded("WatchOutput", {
            status: READ_SUCCESS,
            keys: changes,
          })),
        );
      };
      watchers.add(look);
      look();
    },
    cancel() {
      watchers.delete(look);
    },
  });
}

/** Each message of a watch follows its length, four bytes, the least first. */
function framed(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(4 + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length, true);
  frame.set(bytes, 4);
  return frame;
}

function protobufAnswer(body: Uint8Array | ReadableStream<Uint8Array>) {
  return new Response(body as BodyInit, {
    headers: { "content-type": "application/x-protobuf" },
  });
}
