import { signal } from "@preact/signals";
import { expect } from "expect";
import type { DevicesState } from "@/lib/client/media/devices.ts";
import { startConsultation } from "@/lib/client/waiting/start_consultation.ts";
import { failure } from "@/tests/client/_support.ts";

function aDesk(before: DevicesState, after: DevicesState = before) {
  const state = signal<DevicesState>(before);
  const calls: string[] = [];
  return {
    calls,
    parts: {
      devices: { state },
      turnOn() {
        calls.push("turn on");
        state.value = after;
        return Promise.resolve();
      },
      api: {
        start() {
          calls.push("start");
          return Promise.resolve(failure("too_early"));
        },
      },
    },
  };
}

Deno.test("the tap that starts asks for the devices first, if nobody has asked yet", async () => {
  const { calls, parts } = aDesk("idle", "ready");
  await startConsultation(parts);
  expect(calls).toEqual(["turn on", "start"]);
  const decided = aDesk("skipped");
  await startConsultation(decided.parts);
  expect(decided.calls).toEqual(["start"]);
});

Deno.test("with blocked devices nothing starts, and the artist reads what to do", async () => {
  const { calls, parts } = aDesk("idle", "blocked");
  expect(await startConsultation(parts)).toContain("not on yet");
  expect(calls).toEqual(["turn on"]);
});

Deno.test("a refused start answers with the server's sentence", async () => {
  const { parts } = aDesk("ready");
  expect(await startConsultation(parts)).toBe("refused: too_early");
});
