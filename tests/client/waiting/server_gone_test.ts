/** The server is gone for 30 seconds: while waiting. */
import { expect } from "expect";
import { iso, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  DEFAULT_MEDIA_PREFERENCES,
  HEARTBEAT_EVERY,
} from "@/lib/domain/call/presence.ts";
import { startWaitingRoom } from "@/lib/client/waiting/waiting.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { aSnapshot, T0 } from "@/tests/_support/a_snapshot.ts";
import {
  failure,
  fakeApi,
  fakePage,
  fakeSources,
  fakeTime,
} from "@/tests/client/_support.ts";

const GONE = 30 * SECOND;

/** A page that has waited for a while; `serve` decides what the server has. */
async function aWait() {
  const time = fakeTime();
  const page = fakePage();
  const sources = fakeSources();
  let gone = false;
  let now: Partial<WaitingSnapshot> = {};
  const answer = () =>
    gone ? failure("offline") : {
      ok: true as const,
      value: aSnapshot({
        holder: "this",
        now: iso(T0 + time.elapsed()),
        ...now,
      }),
    };
  const { api, calls } = fakeApi({ beat: answer, status: answer });
  const waiting = startWaitingRoom({
    api,
    tab: "this",
    first: aSnapshot(),
    mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    when: "visible",
    page,
    timers: time,
    elapsed: time.elapsed,
    open: sources.open,
  });
  await time.pass(20 * SECOND);
  return {
    waiting,
    time,
    page,
    calls,
    becomes: (change: Partial<WaitingSnapshot>) => void (now = change),
    goes() {
      gone = true;
      sources.last.fails("connecting");
    },
    async returns(after = HEARTBEAT_EVERY) {
      gone = false;
      await time.pass(after);
    },
  };
}

Deno.test("a waiting page says that it is disconnected, stays where it is, and is back one heartbeat after the server", async () => {
  const { waiting, time, calls, goes, returns } = await aWait();
  expect(waiting.phase.value).toBe("waiting");
  goes();
  await time.pass(GONE);
  expect(waiting.reachable.value).toBe(false);
  expect(waiting.phase.value).toBe("waiting");
  expect(waiting.gone.value).toBeNull();
  const asked = calls.length;
  await returns();
  expect(waiting.reachable.value).toBe(true);
  expect(waiting.phase.value).toBe("waiting");
  expect(calls.slice(asked)).toContain("beat");
});

Deno.test("what was asked meanwhile is bounded: a server that starts again is not met by everything at once", async () => {
  const { time, calls, goes } = await aWait();
  goes();
  const before = calls.length;
  await time.pass(GONE);
  // A heartbeat each 6 seconds, and a poll in place of the stream.
  expect(calls.length - before).toBeLessThanOrEqual(20);
});

Deno.test("a consultation that started, or was cancelled, while the server was gone for this page is seen on return", async () => {
  const live = { state: "live", twilioRoomStatus: "in-progress" } as const;
  for (
    const [change, phase] of [
      [live, "live"],
      [{ state: "cancelled" }, "cancelled"],
    ] as const
  ) {
    const { waiting, time, goes, returns, becomes } = await aWait();
    goes();
    becomes(change);
    await time.pass(GONE);
    expect(waiting.phase.value).toBe("waiting");
    await returns();
    expect(waiting.phase.value).toBe(phase);
  }
});

Deno.test("a phone that was locked meanwhile asks at once when it is shown", async () => {
  const { waiting, time, page, goes, returns } = await aWait();
  goes();
  await time.pass(10 * SECOND);
  page.fire("hidden");
  await time.pass(GONE);
  expect(waiting.reachable.value).toBe(false);
  await returns(0);
  page.fire("visible");
  await time.pass(0);
  expect(waiting.reachable.value).toBe(true);
});
