import { signal } from "@preact/signals";
import { expect } from "expect";
import type { Answer } from "@/lib/client/page/api.ts";
import { stillRefusals } from "@/lib/client/stills/still_refusals.ts";
import { hearing, stillTrouble } from "@/lib/client/stills/still_trouble.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";
import { failure, fakeTime, settle } from "@/tests/client/_support.ts";

const REFUSED: Answer<StillsAnswer> = {
  ok: true,
  value: { count: 2, request: null, stills: [], room: 24, roomToAdd: 12 },
};

/** @param answers to each try in turn; the last one goes on */
function aLine(...answers: Answer<StillsAnswer>[]) {
  const time = fakeTime();
  const snapshot = signal({});
  const sent: number[] = [];
  const arrived: StillsAnswer[] = [];
  const words: string[] = [];
  const events = new Map<string, () => void>();
  const refusals = stillRefusals({
    send(request) {
      sent.push(request);
      const at = Math.min(sent.length, answers.length) - 1;
      return Promise.resolve(answers[at]!);
    },
    onArrived: (now) => void arrived.push(now),
    onRefused: (why) => void words.push(why),
    timers: time,
    page: {
      on(event, then) {
        events.set(event, then);
        return () => void events.delete(event);
      },
    },
    onHeard: hearing(snapshot),
  });
  return { refusals, time, snapshot, sent, arrived, words, events };
}

Deno.test("a refusal that finds no line is sent by itself: after a while, with the network, or when the server is heard from", async () => {
  const back = {
    "after a while": ({ time }) => time.pass(2_000),
    "with the network": ({ events }) => events.get("online")!(),
    "when the page is seen": ({ events }) => events.get("visible")!(),
    "when the server is heard": ({ snapshot }) => void (snapshot.value = {}),
  } satisfies Record<string, (line: ReturnType<typeof aLine>) => unknown>;
  for (const [how, returns] of Object.entries(back)) {
    const line = aLine(failure("offline"), REFUSED);
    const done = line.refusals.refuse(3);
    expect(line.refusals.unsent.value).toEqual({ request: 3, waiting: false });
    await settle();
    expect([how, line.refusals.unsent.value])
      .toEqual([how, { request: 3, waiting: true }]);
    await returns(line);
    await done;
    expect(line.sent).toEqual([3, 3]);
    expect(line.arrived).toHaveLength(1);
    expect(line.refusals.unsent.value).toBeNull();
    expect([line.time.pending(), line.events.size]).toEqual([0, 0]);
  }
});

Deno.test("a refusal is said once, however often it is pressed, and not again once the person thinks again", async () => {
  const line = aLine(failure("timeout"));
  const done = line.refusals.refuse(3);
  void line.refusals.refuse(3);
  await settle();
  line.refusals.takeBack();
  await done;
  await line.time.pass(60_000);
  expect(line.sent).toEqual([3]);
  expect(line.refusals.unsent.value).toBeNull();
});

Deno.test("a refusal that the server does not take says why; one of a request that is over is no trouble", async () => {
  const signedOut = aLine(failure("sign_in_required"));
  await signedOut.refusals.refuse(3);
  expect(signedOut.words).toHaveLength(1);
  const over = aLine(failure("still_closed"));
  await over.refusals.refuse(3);
  expect([over.words, over.refusals.unsent.value]).toEqual([[], null]);
});

Deno.test("trouble with the line is forgotten when the server is heard from; a refusal stays until something else is tried", () => {
  const snapshot = signal({});
  const trouble = stillTrouble(hearing(snapshot));
  trouble.failed(failure("offline"));
  expect(trouble.words.value).not.toBeNull();
  snapshot.value = {};
  expect(trouble.words.value).toBeNull();
  trouble.failed(failure("offline"));
  trouble.failed(failure("wrong_role"));
  snapshot.value = {};
  expect(trouble.words.value).not.toBeNull();
  trouble.clear();
  expect(trouble.words.value).toBeNull();
});
