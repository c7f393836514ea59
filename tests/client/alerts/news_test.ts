/** What counts as news for an artist who looks elsewhere. */
import { expect } from "expect";
import {
  type AwaitedClient,
  followNews,
  SAME_ARRIVAL,
} from "@/lib/client/alerts/news.ts";
import { aClient } from "./_clients.ts";

function follow() {
  let time = 0;
  const newsOf = followNews(() => time);
  return {
    pass: (ms: number) => void (time += ms),
    see: (...clients: readonly AwaitedClient[]) =>
      newsOf(clients).map(({ kind, of }) => `${of.id} ${kind}`),
  };
}

Deno.test("what the page was opened with is no news", () => {
  const { see } = follow();
  expect(see(aClient({ waits: true, unread: 3 }))).toEqual([]);
  expect(see(aClient({ waits: true, unread: 3 }))).toEqual([]);
});

Deno.test("a client who comes is news once, also one whose consultation was added meanwhile", () => {
  const { see } = follow();
  const other = aClient({ id: "b", waits: true });
  see(aClient());
  expect(see(aClient({ waits: true }), other)).toEqual([
    "a arrived",
    "b arrived",
  ]);
  expect(see(aClient({ waits: true }), other)).toEqual([]);
});

Deno.test("a phone that goes away for less than a minute is the same arrival, however often", () => {
  const { see, pass } = follow();
  see(aClient());
  see(aClient({ waits: true }));
  for (let i = 0; i < 3; i++) {
    pass(20 * SAME_ARRIVAL);
    see(aClient());
    pass(SAME_ARRIVAL - 1);
    expect(see(aClient({ waits: true }))).toEqual([]);
  }
  see(aClient());
  pass(SAME_ARRIVAL);
  expect(see(aClient({ waits: true }))).toEqual(["a arrived"]);
});

Deno.test("each new message is news, and reading them is none", () => {
  const { see } = follow();
  see(aClient({ unread: 1 }));
  expect(see(aClient({ unread: 2 }))).toEqual(["a wrote"]);
  expect(see(aClient())).toEqual([]);
  expect(see(aClient({ unread: 1, waits: true }))).toEqual([
    "a arrived",
    "a wrote",
  ]);
});
