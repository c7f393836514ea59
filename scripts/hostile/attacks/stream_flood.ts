import { SECOND } from "@/lib/domain/basic/instant.ts";
import { STREAM_LIMITS } from "@/lib/domain/basic/stream_limits.ts";
import type { Attack } from "@/scripts/hostile/attack.ts";
import { mb, ms, quantile } from "@/scripts/hostile/measure.ts";
import type { Flood, FloodState } from "@/scripts/hostile/open_streams.ts";
import type { Product } from "@/scripts/hostile/product.ts";
import {
  sendBeat,
  type WaitingClient,
  waitingClients,
  WIDE_WINDOW,
} from "@/scripts/hostile/waiting_clients.ts";

const STREAMS = 2000;
const CLIENTS = 4;
const BEAT_EVERY = 50;
const CHANGES = 6;
/** Between two changes, so that each is sent by itself. */
const PAUSE = SECOND;

/** An artist's session that opens its day 2,000 times, each time from another address. */
export default {
  name: `${STREAMS} event streams by one session`,
  finding: "S2-8",
  reviewed: {
    "streams left open": "2000",
    "memory, beyond that of refused connections": "+175 MB with them",
    "CPU for each change": "2.60 s",
  },
  env: WIDE_WINDOW,
  async run(product) {
    const { artist, clients: [comer, ...clients] } = await waitingClients(
      product,
      CLIENTS,
    );
    const idle = await beatsWhile(product, clients, () => pause(3 * SECOND));
    const asked = {
      url: product.url,
      path: "/api/artist/day",
      count: STREAMS,
    };
    // As many connections take memory whatever is asked on them.
    const strangers = startFlood({ ...asked, cookie: "" });
    await strangers.opened();
    await strangers.end();
    const before = await product.memory();
    const flood = startFlood({ ...asked, cookie: artist });
    const during = await beatsWhile(product, clients, async () => {
      await flood.opened();
      await comeAndGo(product, comer!);
    });
    const cpu = await product.cpu();
    await comeAndGo(product, comer!);
    const spent = await product.cpu() - cpu;
    const after = await product.memory();
    const { open, refused } = await flood.end();
    const slowest = quantile(during, 1);
    return [
      {
        what: "other clients' beats, slowest",
        value: `${ms(slowest)} of ${during.length} (idle ${
          ms(quantile(idle, 1))
        } of ${idle.length})`,
        goal: "all within 1 s",
        held: slowest <= SECOND,
      },
      {
        what: "streams left open",
        value: `${open} (${refused} refused)`,
        goal: `at most ${STREAM_LIMITS.perSession}`,
        held: open <= STREAM_LIMITS.perSession,
      },
      {
        what: "memory, beyond that of refused connections",
        value: `${mb(before)} → ${mb(after)}`,
        goal: "at most 50 MB more",
        held: after - before <= 50e6,
      },
      {
        what: "CPU for each change",
        value: `${(spent / CHANGES).toFixed(2)} s`,
        goal: "under 0.3 s",
        held: spent / CHANGES < 0.3,
      },
    ];
  },
} satisfies Attack;

/** The beats' times in milliseconds, from all clients at once, until `work` is over. */
async function beatsWhile(
  product: Product,
  clients: readonly WaitingClient[],
  work: () => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let over = false;
  const working = work().finally(() => over = true);
  await Promise.all(clients.map(async (client) => {
    await sendBeat(product, client, "arrive");
    while (!over) {
      times.push(await sendBeat(product, client, "beat"));
      await pause(BEAT_EVERY);
    }
  }));
  await working;
  return times;
}

/** Each is a change of what the flood's streams show. */
async function comeAndGo(product: Product, client: WaitingClient) {
  for (let i = 0; i < CHANGES; i++) {
    await sendBeat(product, client, i % 2 === 0 ? "arrive" : "left");
    await pause(PAUSE);
  }
}

function startFlood(flood: Flood) {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      new URL("../open_streams.ts", import.meta.url).pathname,
      JSON.stringify(flood),
    ],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const state = async (): Promise<FloodState> => {
    const { value } = await lines.read();
    if (value === undefined) throw new Error("the flood ended by itself");
    return JSON.parse(value);
  };
  return {
    opened: state,
    async end() {
      await child.stdin.close();
      const last = await state();
      await child.status;
      return last;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
