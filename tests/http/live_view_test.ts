import { expect } from "expect";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { liveView, type Look } from "@/lib/http/live_view.ts";
import { artistId } from "../_support/a_consultation.ts";
import { FakeClock } from "../_support/fake_clock.ts";

type Answer = Outcome<Look<string>>;

const TOPIC = { artist: artistId("ines-vidal") };

/** A view whose looks the test answers one by one. */
function aView() {
  const clock = new FakeClock();
  const sent: unknown[] = [];
  const looks: PromiseWithResolvers<Answer>[] = [];
  let raise = () => {};
  let subscribed = 0;
  const changes = {
    subscribe(_topic: unknown, onChange: () => void) {
      subscribed++;
      raise = onChange;
      return () => subscribed--;
    },
  };
  let onLook = () => {};
  const look = () => {
    const answer = Promise.withResolvers<Answer>();
    looks.push(answer);
    onLook();
    return answer.promise;
  };
  let closed = false;
  const stop = liveView({ clock, changes }, TOPIC, look, (value) => value, {
    send: (event, data) => sent.push([event, data]),
    close: () => closed = true,
  });
  return {
    clock,
    sent,
    looks,
    /** Waits until it has been looked so many times. */
    looked: (count: number) =>
      new Promise<void>((done) => {
        onLook = () => looks.length >= count && done();
        onLook();
      }),
    stop,
    raise: () => raise(),
    subscribed: () => subscribed,
    closed: () => closed,
  };
}

const seen = (value: string, changesAt: number | null = null): Answer =>
  ok({ value, changesAt });

/** Lets what has been resolved run on. */
const turn = () => new Promise<void>((done) => setTimeout(done));

Deno.test("looks never overlap, and many changes during one cost one more", async () => {
  const view = aView();
  for (let i = 0; i < 50; i++) view.raise();
  expect(view.looks.length).toBe(1);
  view.looks[0]!.resolve(seen("first"));
  await turn();
  expect(view.looks.length).toBe(2);
  view.looks[1]!.resolve(seen("second"));
  await turn();
  expect(view.looks.length).toBe(2);
  expect(view.sent).toEqual([["snapshot", "first"], ["snapshot", "second"]]);
  view.stop();
});

Deno.test("what has not changed is not said again", async () => {
  const view = aView();
  view.looks[0]!.resolve(seen("same"));
  await turn();
  view.raise();
  view.looks[1]!.resolve(seen("same"));
  await turn();
  expect(view.sent.length).toBe(1);
  view.stop();
});

Deno.test("a look that fails is tried again; until then the page keeps what it has", async () => {
  const view = aView();
  view.looks[0]!.resolve(seen("first"));
  await turn();
  view.raise();
  view.looks[1]!.reject(new Error("the store is away"));
  await turn();
  expect(view.sent.length).toBe(1);
  expect(view.closed()).toBe(false);
  view.raise();
  view.looks[2]!.resolve(seen("second"));
  await turn();
  expect(view.sent.at(-1)).toEqual(["snapshot", "second"]);
  view.stop();
});

Deno.test("a viewer who has lost permission is told and let go", async () => {
  const view = aView();
  view.looks[0]!.resolve(refuse("not_found"));
  await turn();
  expect(view.sent).toMatchObject([["gone", { error: { code: "not_found" } }]]);
  expect(view.closed()).toBe(true);
  view.stop();
});

Deno.test("nothing is said after the viewer has gone, even if a look was under way", async () => {
  const view = aView();
  view.stop();
  view.looks[0]!.resolve(seen("late"));
  await turn();
  expect(view.sent).toEqual([]);
  expect(view.subscribed()).toBe(0);
});

Deno.test("what time alone changes is looked at when it is due, and again as long as the clock says that it is not", async () => {
  const view = aView();
  const lapse = view.clock.now() + 5;
  view.looks[0]!.resolve(seen("here", lapse));
  await view.looked(2);
  view.looks[1]!.resolve(seen("here", lapse));
  await view.looked(3);
  view.clock.set(lapse);
  view.looks[2]!.resolve(seen("gone"));
  await turn();
  expect(view.sent).toEqual([["snapshot", "here"], ["snapshot", "gone"]]);
  view.stop();
});

Deno.test("a change that is a month away does not fire at once (setTimeout's limit)", async () => {
  const view = aView();
  view.looks[0]!.resolve(seen("first", view.clock.now() + 31 * 86_400_000));
  await new Promise((done) => setTimeout(done, 20));
  expect(view.looks.length).toBe(1);
  view.stop();
});
