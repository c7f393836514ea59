import { expect } from "expect";
import type { Call } from "@/lib/client/call/call.ts";
import { prejoin } from "@/lib/client/call/prejoin.ts";

/** Calls that only record what is done to them. */
function studio() {
  const said: string[] = [];
  let opened = 0;
  const calls = prejoin(() => {
    const name = `call ${++opened}`;
    const call: Partial<Call> = {
      join: () => void said.push(`${name} joined`),
      stop: () => void said.push(`${name} stopped`),
    };
    return call as Call;
  });
  return { calls, said };
}

Deno.test("a wanted call is joined at once, and the view that mounts later shows that call", () => {
  const { calls, said } = studio();
  calls.want(true);
  expect(said).toEqual(["call 1 joined"]);
  const call = calls.take();
  call.stop();
  expect(said).toEqual(["call 1 joined", "call 1 stopped"]);
});

Deno.test("a call that no view took is left once it is no longer wanted, and only once", () => {
  const { calls, said } = studio();
  calls.want(true);
  calls.want(false);
  calls.want(false);
  expect(said).toEqual(["call 1 joined", "call 1 stopped"]);
});

Deno.test("a call that is shown is stopped by its view", () => {
  const { calls, said } = studio();
  calls.want(true);
  calls.take();
  calls.want(false);
  expect(said).toEqual(["call 1 joined"]);
});

Deno.test("nobody joins twice: while a call is shown, no second one pushes it out of the room", () => {
  const { calls, said } = studio();
  calls.want(true);
  const call = calls.take();
  calls.want(false);
  calls.want(true);
  expect(said).toEqual(["call 1 joined"]);
  call.stop();
  calls.want(false);
  calls.want(true);
  expect(said).toEqual(["call 1 joined", "call 1 stopped", "call 2 joined"]);
});

Deno.test("a view without a call gets a new one, not joined yet", () => {
  const { calls, said } = studio();
  const first = calls.take();
  const second = calls.take();
  expect(first).not.toBe(second);
  expect(said).toEqual([]);
});
