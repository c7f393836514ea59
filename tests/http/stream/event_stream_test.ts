import { expect } from "expect";
import {
  type Bye,
  eventStream,
  type Sender,
  wantsStream,
} from "@/lib/http/stream/event_stream.ts";
import {
  createOpenStreams,
  type OpenStreams,
  type Register,
} from "@/lib/http/stream/open_streams.ts";
import { STREAM_LIMITS } from "@/lib/domain/basic/stream_limits.ts";
import { ALIVE_EVERY } from "@/lib/domain/basic/stream_times.ts";
import { EventReader } from "@/tests/_support/event_reader.ts";

interface Events extends Bye {
  readonly snapshot: unknown;
}

function aPlace(streams: OpenStreams): Register {
  const admitted = streams.admit({ peer: "192.0.2.1", view: "a" });
  if (!admitted.ok) throw new Error(admitted.code);
  const register = admitted.value.open("staff a");
  return (close) => {
    const forget = register(close);
    admitted.value.answered();
    return forget;
  };
}

function opened() {
  const streams = createOpenStreams();
  let sender!: Sender<Events>;
  let undone = 0;
  const response = eventStream<Events>(aPlace(streams), (given) => {
    sender = given;
    return () => undone++;
  });
  return {
    streams,
    sender,
    response,
    reader: () => new EventReader(response),
    undone: () => undone,
  };
}

Deno.test("a stream is not cached or buffered by proxies, and asks for a quick reconnect", async () => {
  const { response, sender } = opened();
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("cache-control")).toContain("no-store");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  sender.close();
  expect(await response.text()).toBe("retry: 500\n\n");
});

Deno.test("text that looks like the end of an event stays inside its event", async () => {
  const { sender, reader } = opened();
  const data = { text: "a\n\nevent: gone\ndata: {}\n\n\r\r\u2028" };
  sender.send("snapshot", data, { id: "7" });
  sender.close();
  const events = reader();
  expect(await events.next()).toEqual({ event: "snapshot", id: "7", data });
  expect(await events.next()).toBe(null);
});

Deno.test("a silent stream sends an event that pages see, at the agreed interval", async () => {
  const real = globalThis.setInterval;
  const ticks: [() => void, number | undefined][] = [];
  globalThis.setInterval = ((tick: () => void, every?: number) => {
    ticks.push([tick, every]);
    return 0;
  }) as typeof setInterval;
  try {
    const { reader, sender } = opened();
    const [[tick, every]] = ticks as [[() => void, number]];
    expect(every).toBe(ALIVE_EVERY);
    tick();
    const alive = await reader().next();
    expect(alive).toEqual({ event: "alive", id: null, data: {} });
    sender.close();
  } finally {
    globalThis.setInterval = real;
  }
});

for (const who of ["the sender", "the reader", "the server"] as const) {
  Deno.test(`when ${who} ends the stream, its undo is called once, however often it is ended again`, async () => {
    const { streams, sender, reader, undone } = opened();
    const events = reader();
    const ends = {
      "the sender": () => sender.close(),
      "the reader": () => events.close(),
      "the server": () => streams.closeAll(),
    };
    await ends[who]();
    expect(undone()).toBe(1);
    expect(streams.size).toBe(0);
    for (const end of Object.values(ends)) await end();
    sender.send("snapshot", {});
    expect(undone()).toBe(1);
  });
}

Deno.test("a stream that a newer one replaces says so, and tells a page that does not know the event to wait a minute", async () => {
  const streams = createOpenStreams();
  const answers = Array.from(
    { length: STREAM_LIMITS.perSession + 1 },
    () => eventStream(aPlace(streams), () => () => {}),
  );
  expect(await answers[0]!.text()).toBe(
    "retry: 500\n\nretry: 60000\n\nevent: replaced\ndata: {}\n\n",
  );
  streams.closeAll();
});

Deno.test("a stream that is ended during its subscription is undone too", () => {
  const streams = createOpenStreams();
  let undone = 0;
  eventStream(aPlace(streams), (sender) => {
    sender.close();
    return () => undone++;
  });
  expect(undone).toBe(1);
  expect(streams.size).toBe(0);
});

Deno.test("a reader who cannot keep up is disconnected instead of filling the memory", async () => {
  const { sender, response, undone, streams } = opened();
  for (let i = 0; i < 10_000; i++) sender.send("snapshot", { i });
  expect(undone()).toBe(1);
  expect(streams.size).toBe(0);
  const kept = (await response.text()).match(/event: snapshot/g)!.length;
  expect(kept).toBeLessThan(100);
});

Deno.test("a stream is only for requests that accept one", () => {
  const asks = (accept: string | null, method = "GET") =>
    wantsStream(
      new Request("http://x/", {
        method,
        headers: accept === null ? {} : { accept },
      }),
    );
  expect(asks("text/event-stream")).toBe(true);
  expect(asks("application/json")).toBe(false);
  expect(asks(null)).toBe(false);
  expect(asks("text/event-stream", "HEAD")).toBe(false);
});
