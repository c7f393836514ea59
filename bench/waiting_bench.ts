/**
 * How long until the other person's page is updated: client arrives → the
 * artist's stream, and artist starts → the client's stream. Each round
 * alternates with the same over an in-memory stream, and the result is the
 * ratio: what the store, the watch, the permission and the snapshot cost.
 */
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { clientCookie, STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import { type Bye, eventStream } from "@/lib/http/stream/event_stream.ts";
import { createOpenStreams } from "@/lib/http/stream/open_streams.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";

const ARRIVALS = 60;
const STARTS = 16;

/** An open stream, and a way to wait for the next matching event. */
interface Ear {
  hears(fits: (data: string) => boolean): Promise<void>;
  close(): Promise<void>;
}

async function listenTo(url: string, cookie: string): Promise<Ear> {
  const response = await fetch(url, {
    headers: { accept: "text/event-stream", cookie },
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream())
    .getReader();
  const waiting = new Set<
    { fits: (data: string) => boolean; tell: () => void }
  >();
  let text = "";
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      for (
        let end = text.indexOf("\n\n");
        end !== -1;
        end = text.indexOf("\n\n")
      ) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        for (const one of waiting) {
          if (one.fits(event)) {
            waiting.delete(one);
            one.tell();
          }
        }
      }
    }
  })().catch(() => {});
  return {
    hears: (fits) =>
      new Promise((tell) => {
        waiting.add({ fits, tell });
      }),
    async close() {
      await reader.cancel();
      await reading;
    },
  };
}

async function post(url: string, cookie: string, body: unknown) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
}

/** Milliseconds from sending the request to the event at the other side. */
async function measure(
  ear: Ear,
  fits: (data: string) => boolean,
  act: () => Promise<void>,
) {
  const heard = ear.hears(fits);
  const began = performance.now();
  const acted = act();
  await heard;
  const took = performance.now() - began;
  await acted;
  return took;
}

/** The baseline: one process, no store, no permission; a POST notifies every open stream. */
function memoryServer() {
  const ears = new Set<(n: string) => void>();
  const streams = createOpenStreams();
  return Deno.serve({ port: 0, onListen() {} }, async (req) => {
    if (req.method === "POST") {
      const said = await req.text();
      for (const tell of ears) tell(said);
      return new Response("{}");
    }
    const admitted = streams.admit({ peer: "memory", view: "memory" });
    if (!admitted.ok) throw new Error(admitted.code);
    const register = admitted.value.open("memory");
    admitted.value.answered();
    return eventStream<Bye & { snapshot: string }>(register, (sender) => {
      const tell = (said: string) => sender.send("snapshot", said);
      ears.add(tell);
      return () => ears.delete(tell);
    });
  });
}

async function run(app: TestApp) {
  const { deps } = app.services;
  const server = Deno.serve({ port: 0, onListen() {} }, app.fetch);
  const memory = memoryServer();
  const url = `http://127.0.0.1:${server.addr.port}`;
  const floor = `http://127.0.0.1:${memory.addr.port}`;
  const artist = `${STAFF_COOKIE}=${await deps.sessions.create(
    { role: "artist", artistId: INES, email: "ines@studio.example" },
    { expiresAt: START + 100 * 24 * HOUR },
  )}`;
  const memoryEar = await listenTo(floor, "");
  let said = 0;
  const inMemory = () => {
    const word = `said ${++said}`;
    return measure(
      memoryEar,
      (data) => data.includes(word),
      () => post(floor, "", word),
    );
  };

  const enter = async (nth: number) => {
    const startsAt = START + nth * HOUR;
    const { id } = await app.confirmed(startsAt);
    const stored = await deps.consultations.get(id);
    if (stored?.value.state !== "confirmed") throw new Error("not confirmed");
    const token = await deps.sessions.create(
      { role: "client", consultationId: id, linkHash: stored.value.linkHash },
      { expiresAt: startsAt + 24 * HOUR },
    );
    app.clock.set(startsAt);
    return {
      path: `${url}/api/video/consultation/${id}`,
      client: `${clientCookie(id)}=${token}`,
    };
  };

  const arrival: number[] = [];
  const start: number[] = [];
  const floors: number[] = [];

  const { path, client } = await enter(0);
  const ear = await listenTo(`${path}/waiting-status?session=artist`, artist);
  const beat = (event: string) =>
    post(`${path}/waiting-status?session=client`, client, {
      tab: "bench-tab",
      event,
    });
  for (let i = 0; i < ARRIVALS; i++) {
    arrival.push(
      await measure(
        ear,
        (data) => data.includes('"client_waiting"'),
        () => beat("arrive"),
      ),
    );
    await measure(ear, (data) => data.includes('"empty"'), () => beat("left"));
    floors.push(await inMemory());
  }
  await ear.close();

  for (let i = 1; i <= STARTS; i++) {
    const { path, client } = await enter(i);
    const ear = await listenTo(`${path}/waiting-status?session=client`, client);
    start.push(
      await measure(
        ear,
        (data) => data.includes('"live"'),
        () => post(`${path}/start-session?session=artist`, artist, {}),
      ),
    );
    await ear.close();
    floors.push(await inMemory());
  }

  const base = median(floors);
  const line = (name: string, times: number[]) =>
    console.log(
      `${name.padEnd(46)} ${
        (median(times) / base).toFixed(1)
      } × the in-memory stream (p50 ${median(times).toFixed(1)} ms against ${
        base.toFixed(1)
      } ms; p95 ${quantile(times, 0.95).toFixed(1)} ms)`,
    );
  line("client arrives → the artist's screen", arrival);
  line("artist starts → the client's screen", start);

  await memoryEar.close();
  await memory.shutdown();
  app.services.streams.closeAll();
  await server.shutdown();
}

function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

function median(times: readonly number[]): number {
  return quantile(times, 0.5);
}

await withApp(run);
