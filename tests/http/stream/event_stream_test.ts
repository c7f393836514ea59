import { expect } from "expect";
import {
  eventStream,
  type Sender,
  wantsStream,
} from "@/lib/http/event_stream.ts";
import { createOpenStreams } from "@/lib/http/open_streams.ts";
import { EventReader } from "../_support/event_reader.ts";

function opened() {
  const streams = createOpenStreams();
  let sender!: Sender;
  let undone = 0;
  const response = eventStream(streams, (given) => {
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

Deno.test("a stream is not kept by caches, nor held back by proxies, and asks to be reopened soon", async () => {
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
  sender.send("snapshot", data, "7");
  sender.close();
  const events = reader();
  expect(await events.next()).toEqual({ event: "snapshot", id: "7", data });
  expect(await events.next()).toBe(null);
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

Deno.test("a stream that is ended while it is being subscribed is undone, too", () => {
  const streams = createOpenStreams();
  let undone = 0;
  eventStream(streams, (sender) => {
    sender.close();
    return () => undone++;
  });
  expect(undone).toBe(1);
  expect(streams.size).toBe(0);
});

Deno.test("a reader who cannot keep up is let go instead of filling the memory", async () => {
  const { sender, response, undone, streams } = opened();
  for (let i = 0; i < 10_000; i++) sender.send("snapshot", { i });
  expect(undone()).toBe(1);
  expect(streams.size).toBe(0);
  const kept = (await response.text()).match(/event: snapshot/g)!.length;
  expect(kept).toBeLessThan(100);
});

Deno.test("a stream is for those who ask for one", () => {
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
