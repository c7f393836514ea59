import { expect } from "expect";
import {
  measureConnection,
  type MeasureHost,
} from "@/lib/client/check/measure_connection.ts";

const TEST = "/api/connection-test";
const WAYS = { udpServers: ["stun:relay.example:3478"], relaysOverTcp: true };
const REACH = { canConnect: true, udp: true };

/** A browser whose answers take as long as the test says; a number of milliseconds, or no answer. */
function aBrowser({ health, file = "ok", upload = 280 }: {
  readonly health: readonly (number | null)[];
  readonly file?: "ok" | "gone" | "hangs";
  /** How long the upload takes; or that the server takes none. */
  readonly upload?: number | "refused";
}) {
  const asked: { url: string; init: RequestInit }[] = [];
  const gathered: (readonly string[])[] = [];
  let now = 0;
  let answers = 0;
  const took = (ms: number | null, body: unknown) => {
    if (ms === null) return Promise.reject(new TypeError("Failed"));
    now += ms;
    return Promise.resolve(Response.json(body));
  };
  const host: MeasureHost = {
    elapsed: () => now,
    findReach(servers) {
      gathered.push(servers);
      return Promise.resolve(REACH);
    },
    noted: () => ({ bytes: 90_000, ms: 360 }),
    fetch(url, init) {
      asked.push({ url, init });
      if (url === TEST) {
        if (init.body === undefined) return took(health[0]!, WAYS);
        if (typeof upload === "number") return took(upload, WAYS);
        return Promise.resolve(Response.json({}, { status: 429 }));
      }
      if (url !== "/sdk.js") {
        return took(health[answers++ % health.length]!, { ok: true });
      }
      if (file === "gone") {
        return Promise.resolve(new Response("no", { status: 404 }));
      }
      if (file === "ok") return Promise.resolve(new Response("code"));
      return Promise.reject(new DOMException("", "TimeoutError"));
    },
  };
  return { host, asked, gathered };
}

Deno.test("a test is a few small requests, one file and 60 kB of nothing, past every cache", async () => {
  const { host, asked, gathered } = aBrowser({ health: [40, 300] });
  const measured = await measureConnection("/sdk.js", host);
  expect(asked.map(({ url }) => url))
    .toEqual([TEST, ...Array(6).fill("/api/health"), "/sdk.js", TEST]);
  for (const { init } of asked) expect(init.cache).toBe("no-store");
  const sent = asked.flatMap(({ init }) => init.body ?? []);
  expect(sent.map((body) => (body as Uint8Array).byteLength))
    .toEqual([60_000]);
  expect(gathered).toEqual([WAYS.udpServers]);
  // 90 kB in 360 ms; 60 kB in 280 ms, of which the answer's way took 40.
  expect(measured).toEqual({
    roundTrips: [40, 300, 40, 300, 40, 300],
    downKbps: 2_000,
    upKbps: 2_000,
    reach: REACH,
    relaysOverTcp: true,
  });
});

Deno.test("an upload that the server refuses says nothing about the line", async () => {
  const { host } = aBrowser({ health: [40], upload: "refused" });
  expect((await measureConnection("/sdk.js", host)).upKbps).toBeNull();
});

Deno.test("60 kB that take twenty seconds are 24 kbit/s", async () => {
  const { host } = aBrowser({ health: [40], upload: 20_040 });
  expect((await measureConnection("/sdk.js", host)).upKbps).toBe(24);
});

Deno.test("a server that does not say how a call leaves the network leaves UDP unknown", async () => {
  const { host, gathered } = aBrowser({ health: [50] });
  const older: MeasureHost = {
    ...host,
    fetch: (url, init) =>
      url === TEST
        ? Promise.resolve(new Response("no", { status: 404 }))
        : host.fetch(url, init),
  };
  const measured = await measureConnection("/sdk.js", older);
  expect(gathered).toEqual([[]]);
  expect([measured.relaysOverTcp, measured.upKbps]).toEqual([false, null]);
});

Deno.test("answers that do not come are measured as such, and then no file is asked for, and none sent", async () => {
  const { host, asked } = aBrowser({ health: [null] });
  const measured = await measureConnection("/sdk.js", host);
  expect(measured.roundTrips).toEqual(Array(6).fill(null));
  expect([measured.downKbps, measured.upKbps]).toEqual([null, null]);
  expect(asked.some(({ url, init }) => url === "/sdk.js" || init.body))
    .toBe(false);
});

Deno.test("an error of the server is an answer: it says nothing about the connection", async () => {
  const { host } = aBrowser({ health: [50] });
  const unwell: MeasureHost = {
    ...host,
    fetch: async (url, init) => {
      await host.fetch(url, init);
      return new Response("{}", { status: 503 });
    },
  };
  const { roundTrips, downKbps } = await measureConnection("/sdk.js", unwell);
  expect(roundTrips).toEqual(Array(6).fill(50));
  expect(downKbps).toBeNull();
});

Deno.test("a file that a deploy has removed says nothing about the connection", async () => {
  const { host } = aBrowser({ health: [50], file: "gone" });
  expect((await measureConnection("/sdk.js", host)).downKbps).toBeNull();
});

Deno.test("a browser that notes no sizes says nothing about the speed", async () => {
  const { host } = aBrowser({ health: [50] });
  for (const noted of [() => null, () => ({ bytes: 0, ms: 0 })]) {
    expect(
      (await measureConnection("/sdk.js", { ...host, noted })).downKbps,
    ).toBeNull();
  }
});
