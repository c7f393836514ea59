import { expect } from "expect";
import { registerServerProcess } from "@/lib/adapters/kv/rooms/server_process.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

/** Registers processes on one store; the log is of all. */
async function withProcesses(
  test: (parts: {
    readonly clock: FakeClock;
    readonly logged: string[];
    readonly start: () => Promise<() => Promise<void>>;
  }) => Promise<void>,
) {
  await withKv(async (kv) => {
    const clock = new FakeClock();
    const logged: string[] = [];
    const log = (event: string) => void logged.push(event);
    await test({
      clock,
      logged,
      start: () => registerServerProcess(new Store(kv), { clock, log }),
    });
  });
}

Deno.test("a second server process with embedded rooms on one store is logged once, with what to do", async () => {
  await withProcesses(async ({ start, logged }) => {
    const endFirst = await start();
    expect(logged).toEqual([]);
    const endSecond = await start();
    await endSecond();
    expect(logged).toEqual(["rooms.second_process"]);
    await endFirst();
  });
});

Deno.test("a process that stopped in order, or was killed a minute ago, is not logged", async () => {
  await withProcesses(async ({ clock, start, logged }) => {
    const endFirst = await start();
    await endFirst();
    const endSecond = await start();
    clock.advance(MINUTE);
    const endThird = await start();
    await endThird();
    expect(logged).toEqual([]);
    await endSecond();
  });
});
