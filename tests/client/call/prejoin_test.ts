import { expect } from "expect";
import type { Call } from "@/lib/client/call/call.ts";
import { prejoin } from "@/lib/client/call/prejoin.ts";

/** Calls that only record what is done to them. */
function studio() {
  const said: string[] = [];
  let opened = 0;
  const open = () => {
    const name = `call ${++opened}`;
    const call: Partial<Call> = {
      join: () => void said.push(`${name} joined`),
      stop: () => void said.push(`${name} stopped`),
    };
    return call as Call;
  };
  return { calls: prejoin(), said, open };
}

/** The same, with the code already here. */
function aPreparedStudio() {
  const made = studio();
  made.calls.prepare(made.open);
  return made;
}

Deno.test("a wanted call is joined at once, and the view that mounts later shows that call", () => {
  const { calls, said, open } = aPreparedStudio();
  calls.want(true);
  expect(said).toEqual(["call 1 joined"]);
  const call = calls.take(open);
  call.stop();
  expect(said).toEqual(["call 1 joined", "call 1 stopped"]);
});

Deno.test("a call whose code is not here yet is joined once it is, if it is still wanted", () => {
  for (const still of [true, false]) {
    const { calls, said, open } = studio();
    calls.want(true);
    calls.want(still);
    expect(said).toEqual([]);
    calls.prepare(open);
    expect(said).toEqual(still ? ["call 1 joined"] : []);
  }
});

Deno.test("a view that has the code first opens the call, and no second one joins", () => {
  const { calls, said, open } = studio();
  calls.want(true);
  calls.take(open);
  calls.prepare(open);
  expect(said).toEqual([]);
});

Deno.test("a call that no view took is left once it is no longer wanted, and only once", () => {
  const { calls, said } = aPreparedStudio();
  calls.want(true);
  calls.want(false);
  calls.want(false);
  expect(said).toEqual(["call 1 joined", "call 1 stopped"]);
});

Deno.test("a call that is shown is stopped by its view", () => {
  const { calls, said, open } = aPreparedStudio();
  calls.want(true);
  calls.take(open);
  calls.want(false);
  expect(said).toEqual(["call 1 joined"]);
});

Deno.test("nobody joins twice: while a call is shown, no second one pushes it out of the room", () => {
  const { calls, said, open } = aPreparedStudio();
  calls.want(true);
  const call = calls.take(open);
  calls.want(false);
  calls.want(true);
  expect(said).toEqual(["call 1 joined"]);
  call.stop();
  calls.want(false);
  calls.want(true);
  expect(said).toEqual(["call 1 joined", "call 1 stopped", "call 2 joined"]);
});

Deno.test("a view without a call gets a new one, not joined yet", () => {
  const { calls, said, open } = studio();
  const first = calls.take(open);
  const second = calls.take(open);
  expect(first).not.toBe(second);
  expect(said).toEqual([]);
});
