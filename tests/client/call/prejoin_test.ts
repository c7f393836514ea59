import { expect } from "expect";
import type { Call } from "@/lib/client/call.ts";
import { earlyCall } from "@/lib/client/early_call.ts";

/** Calls that only tell what is done to them. */
function studio() {
  const said: string[] = [];
  let opened = 0;
  const calls = earlyCall(() => {
    const name = `call ${++opened}`;
    const call: Partial<Call> = {
      join: () => void said.push(`${name} joined`),
      stop: () => void said.push(`${name} stopped`),
    };
    return call as Call;
  });
  return { calls, said };
}

Deno.test("a wanted call is joined at once, and the view that comes later shows that very call", () => {
  const { calls, said } = studio();
  calls.want(true);
  expect(said).toEqual(["call 1 joined"]);
  const call = calls.take();
  call.stop();
  expect(said).toEqual(["call 1 joined", "call 1 stopped"]);
});

Deno.test("a call that no view took is left as soon as it is not wanted any more, and only once", () => {
  const { calls, said } = studio();
  calls.want(true);
  calls.want(false);
  calls.want(false);
  expect(said).toEqual(["call 1 joined", "call 1 stopped"]);
});

Deno.test("a call that is shown is its view's to stop", () => {
  const { calls, said } = studio();
  calls.want(true);
  calls.take();
  calls.want(false);
  expect(said).toEqual(["call 1 joined"]);
});

Deno.test("nobody joins twice: while a call is shown, no second one throws it out of the room", () => {
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

Deno.test("a view without a call under way gets one of its own, not joined yet", () => {
  const { calls, said } = studio();
  const first = calls.take();
  const second = calls.take();
  expect(first).not.toBe(second);
  expect(said).toEqual([]);
});
