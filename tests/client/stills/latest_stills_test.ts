/** The list of stills: the newest that any answer brought, in whatever order they come. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import type { Answer } from "@/lib/client/page/api.ts";
import { latestStills } from "@/lib/client/stills/latest_stills.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";
import { failure, fakeTime, settle } from "@/tests/client/_support.ts";

/** The list after a change; each takes one place. */
const listAt = (count: number): StillsAnswer => ({
  count,
  request: null,
  stills: [],
  room: 24 - count,
  roomToAdd: 12,
});
const answer = (count: number): Answer<StillsAnswer> => ({
  ok: true,
  value: listAt(count),
});

function aList(answers: (() => Promise<Answer<StillsAnswer>>)[]) {
  const time = fakeTime();
  let asked = 0;
  const exchange = { messages: 0, stills: 0, lookSheet: 0 };
  const snapshot = signal({ exchange });
  const latest = latestStills({
    api: { list: () => answers[asked++]!() },
    snapshot,
    timers: time,
  });
  const count = (stills: number) =>
    snapshot.value = { exchange: { ...exchange, stills } };
  return { latest, time, count, asked: () => asked };
}

Deno.test("the list is asked for when the snapshot counts a change, and not before or again", async () => {
  const { latest, count, asked } = aList([
    () => Promise.resolve(answer(1)),
    () => Promise.resolve(answer(2)),
  ]);
  await settle();
  expect([asked(), latest.now.value]).toEqual([0, null]);
  count(1);
  await settle();
  count(1);
  await settle();
  expect(asked()).toBe(1);
  count(2);
  await settle();
  expect(latest.now.value?.count).toBe(2);
  latest.stop();
});

Deno.test("a change that comes while an answer is on its way is asked for as soon as that is here", async () => {
  const slow = Promise.withResolvers<Answer<StillsAnswer>>();
  const { latest, count, time, asked } = aList([
    () => slow.promise,
    () => Promise.resolve(answer(2)),
  ]);
  count(1);
  count(2);
  await settle();
  slow.resolve(answer(1));
  await settle();
  expect(latest.now.value?.count).toBe(2);
  expect([asked(), time.pending()]).toEqual([2, 0]);
  latest.stop();
});

Deno.test("a failure, or an answer of a server that lacks the change, is asked for again; a refusal is not", async () => {
  const { latest, count, time, asked } = aList([
    () => Promise.resolve(failure("offline")),
    () => Promise.resolve(answer(1)),
    () => Promise.resolve(answer(2)),
    () => Promise.resolve(failure("sign_in_required")),
  ]);
  count(2);
  await settle();
  await time.pass(3_000);
  expect(latest.now.value?.count).toBe(1);
  await time.pass(3_000);
  expect([latest.now.value?.count, time.pending()]).toEqual([2, 0]);
  count(3);
  await settle();
  expect([asked(), time.pending()]).toEqual([4, 0]);
  latest.stop();
});

Deno.test("what the page itself has just done is not overwritten by an older list", async () => {
  const slow = Promise.withResolvers<Answer<StillsAnswer>>();
  const { latest, count } = aList([() => slow.promise]);
  count(1);
  latest.take(listAt(2));
  slow.resolve(answer(1));
  await settle();
  expect(latest.now.value?.count).toBe(2);
  latest.stop();
});

Deno.test("an older answer that comes late neither hides a newer list nor keeps it from being asked for", async () => {
  const slow = Promise.withResolvers<Answer<StillsAnswer>>();
  const { latest, count, asked } = aList([() => slow.promise]);
  // The other person's change is counted, and its list is under way.
  count(6);
  // The answer to what this page had done before is of change 5.
  latest.take(listAt(5));
  expect(latest.now.value?.count).toBe(5);
  slow.resolve(answer(6));
  await settle();
  expect([latest.now.value?.count, asked()]).toEqual([6, 1]);
  // The same, once the newer list is here.
  latest.take(listAt(5));
  expect(latest.now.value?.count).toBe(6);
  latest.stop();
});
