import { expect } from "expect";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Sender } from "@/lib/http/stream/event_stream.ts";
import {
  type LiveEvents,
  LiveView,
  type Seen,
} from "@/lib/http/stream/live_view.ts";
import { artistId } from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";

type Answer = Outcome<Seen<string>>;

const TOPIC = { artist: artistId("ines-vidal") };

const seen = (value: string, changesAt: number | null = null): Answer =>
  ok({ value, changesAt, session: "staff a", follows: [TOPIC] });

/** Lets resolved promises continue. */
const turn = () => new Promise<void>((done) => setTimeout(done));

/** A stream that notes what it is sent. */
function aReader() {
  const events: Uint8Array[] = [];
  let closed = false;
  const sender: Sender<LiveEvents<string>> = {
    send: () => {},
    sendEncoded: (event) => void events.push(event),
    close: () => void (closed = true),
  };
  return {
    sender,
    events,
    heard: () =>
      events.map((event) => {
        const text = new TextDecoder().decode(event);
        return [
          /event: (.*)/.exec(text)![1],
          JSON.parse(/data: (.*)/.exec(text)![1]!),
        ];
      }),
    closed: () => closed,
  };
}

/** A view whose reads the test answers one by one. */
function aView() {
  const clock = new FakeClock();
  const looks: PromiseWithResolvers<Answer>[] = [];
  const listeners = new Set<() => void>();
  const changes = {
    subscribe(_topic: unknown, onChange: () => void) {
      const own = () => onChange();
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
  let onLook = () => {};
  const look = () => {
    const answer = Promise.withResolvers<Answer>();
    looks.push(answer);
    onLook();
    return answer.promise;
  };
  const view = new LiveView<string>({
    clock,
    changes,
    look,
    newsOf: (value) => value,
  });
  return {
    view,
    clock,
    looks,
    /** Waits until the view has been read this many times. */
    looked: (count: number) =>
      new Promise<void>((done) => {
        onLook = () => looks.length >= count && done();
        onLook();
      }),
    raise: () => listeners.forEach((listener) => listener()),
    subscribed: () => listeners.size,
  };
}

/** The same with one stream, after the two reads with which it begins. */
async function opened(first = seen("first")) {
  const parts = aView();
  const reader = aReader();
  const asked = parts.view.look();
  parts.looks[0]!.resolve(first);
  await asked;
  const stop = parts.view.add(reader.sender);
  parts.looks[1]!.resolve(first);
  await turn();
  return { ...parts, ...reader, stop };
}

Deno.test("a stream begins with what its permission was checked for, and the view is read once more after it is followed", async () => {
  const parts = aView();
  const reader = aReader();
  const asked = parts.view.look();
  expect(parts.subscribed()).toBe(0);
  parts.looks[0]!.resolve(seen("first"));
  await asked;
  const stop = parts.view.add(reader.sender);
  expect(reader.heard()).toEqual([["snapshot", "first"]]);
  expect([parts.subscribed(), parts.looks.length]).toEqual([1, 2]);
  parts.looks[1]!.resolve(seen("changed in between"));
  await turn();
  expect(reader.heard().at(-1)).toEqual(["snapshot", "changed in between"]);
  stop();
});

Deno.test("reads never overlap, and many changes during one cause only one more", async () => {
  const view = await opened();
  for (let i = 0; i < 50; i++) view.raise();
  expect(view.looks.length).toBe(3);
  view.looks[2]!.resolve(seen("second"));
  await turn();
  expect(view.looks.length).toBe(4);
  view.looks[3]!.resolve(seen("third"));
  await turn();
  expect(view.looks.length).toBe(4);
  expect(view.heard().map(([, data]) => data))
    .toEqual(["first", "second", "third"]);
  view.stop();
});

Deno.test("a change is read and encoded once for all streams of a view, and each gets it", async () => {
  const view = await opened();
  const others = Array.from({ length: 7 }, aReader);
  const stops = others.map(({ sender }) => view.view.add(sender));
  expect([view.subscribed(), view.looks.length]).toEqual([1, 2]);
  view.raise();
  view.looks[2]!.resolve(seen("second"));
  await turn();
  expect(view.looks.length).toBe(3);
  const sent = view.events.at(-1);
  for (const other of others) {
    expect(other.heard()).toEqual([["snapshot", "first"], [
      "snapshot",
      "second",
    ]]);
    expect(other.events.at(-1)).toBe(sent);
  }
  stops.forEach((stop) => stop());
  expect(view.subscribed()).toBe(1);
  view.stop();
  expect(view.subscribed()).toBe(0);
});

Deno.test("a hundred streams that open at once are checked by reads that begin after they asked, two for all", async () => {
  const { view, looks } = aView();
  const first = view.look();
  const rest = Array.from({ length: 99 }, () => view.look());
  expect(looks.length).toBe(1);
  looks[0]!.resolve(seen("before a sign-out"));
  await first;
  await turn();
  expect(looks.length).toBe(2);
  looks[1]!.resolve(refuse("sign_in_required"));
  for (const asked of await Promise.all(rest)) {
    expect(asked).toMatchObject({ ok: false, code: "sign_in_required" });
  }
});

Deno.test("an unchanged view is not sent again", async () => {
  const view = await opened(seen("same"));
  view.raise();
  view.looks[2]!.resolve(seen("same"));
  await turn();
  expect(view.heard().length).toBe(1);
  view.stop();
});

Deno.test("a failed read is retried; until then the page keeps its content", async () => {
  const view = await opened();
  view.raise();
  view.looks[2]!.reject(new Error("the store is away"));
  await turn();
  expect(view.heard().length).toBe(1);
  expect(view.closed()).toBe(false);
  view.raise();
  view.looks[3]!.resolve(seen("second"));
  await turn();
  expect(view.heard().at(-1)).toEqual(["snapshot", "second"]);
  view.stop();
});

Deno.test("a viewer who has lost permission gets the refusal on every stream, and is disconnected", async () => {
  const view = await opened();
  const other = aReader();
  const stop = view.view.add(other.sender);
  view.raise();
  view.looks[2]!.resolve(refuse("not_found"));
  await turn();
  for (const reader of [view, other]) {
    expect(reader.heard().at(-1)).toMatchObject(
      ["gone", { error: { code: "not_found" } }],
    );
    expect(reader.closed()).toBe(true);
  }
  stop();
  view.stop();
});

Deno.test("nothing is sent after the viewer has gone, even if a read was in progress", async () => {
  const view = await opened();
  view.raise();
  view.stop();
  view.looks[2]!.resolve(seen("late"));
  await turn();
  expect(view.heard().length).toBe(1);
  expect(view.subscribed()).toBe(0);
});

Deno.test("a change by time alone is read when due, and again while the clock says that it is not yet", async () => {
  const lapse = new FakeClock().now() + 5;
  const view = await opened(seen("here", lapse));
  await view.looked(3);
  view.looks[2]!.resolve(seen("here", lapse));
  await view.looked(4);
  view.clock.set(lapse);
  view.looks[3]!.resolve(seen("gone"));
  await turn();
  expect(view.heard()).toEqual([["snapshot", "here"], ["snapshot", "gone"]]);
  view.stop();
});

Deno.test("a change that is a month away does not fire at once (setTimeout's limit)", async () => {
  const month = new FakeClock().now() + 31 * 86_400_000;
  const view = await opened(seen("first", month));
  await new Promise((done) => setTimeout(done, 20));
  expect(view.looks.length).toBe(2);
  view.stop();
});
