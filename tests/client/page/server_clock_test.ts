import { expect } from "expect";
import { serverClock } from "@/lib/client/page/server_clock.ts";
import { T0 } from "@/tests/_support/a_snapshot.ts";

const iso = (at: number) => new Date(at).toISOString();

Deno.test("the server clock continues from the server's time, by the time that passed here", () => {
  let elapsed = 400;
  const clock = serverClock(iso(T0), () => elapsed);
  expect(clock.now()).toBe(T0);
  elapsed += 90_000;
  expect(clock.now()).toBe(T0 + 90_000);
});

Deno.test("a delayed answer does not turn the clock back", () => {
  let elapsed = 0;
  const clock = serverClock(iso(T0), () => elapsed);
  elapsed = 5_000;
  clock.sync(iso(T0 + 1_000));
  expect(clock.now()).toBe(T0 + 5_000);
});

Deno.test("after a sleep in which no time seemed to pass here, the next answer corrects the clock", () => {
  let elapsed = 0;
  const clock = serverClock(iso(T0), () => elapsed);
  elapsed = 100;
  clock.sync(iso(T0 + 600_000));
  expect(clock.now()).toBe(T0 + 600_000);
});

Deno.test("one answer from a server whose clock is ahead is forgotten after a few others", () => {
  let elapsed = 0;
  const clock = serverClock(iso(T0), () => elapsed);
  clock.sync(iso(T0 + 30_000));
  for (let i = 1; i <= 8; i++) {
    elapsed = i * 6_000;
    clock.sync(iso(T0 + elapsed));
  }
  expect(clock.now()).toBe(T0 + elapsed);
});

Deno.test("an unreadable time changes nothing", () => {
  const clock = serverClock(iso(T0), () => 0);
  clock.sync("yesterday");
  expect(clock.now()).toBe(T0);
});
