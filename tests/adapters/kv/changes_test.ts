import { PATIENCE, until } from "@/tests/_support/patience.ts";
import { expect } from "expect";
import {
  createChanges,
  type WatchedChanges,
} from "@/lib/adapters/kv/changes.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { artistId, consultationId } from "@/tests/_support/a_consultation.ts";
import {
  brokenWatches,
  countingWatches,
  deafWatches,
  latePolls,
} from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const TOPIC = { consultation: consultationId("a".repeat(26)) };
const ARTIST = { artist: artistId("ines-vidal") };
/** So rarely that it has no effect in a test. */
const NEVER = 1 << 30;

const pulse = (kv: Deno.Kv, topic: typeof TOPIC | typeof ARTIST = TOPIC) =>
  kv.atomic().sum(keys.pulse(topic), 1n).commit();

/** Counts calls and can wait for more. */
function aListener() {
  let calls = 0;
  let wake = () => {};
  return {
    hear: () => {
      calls++;
      wake();
    },
    calls: () => calls,
    async atLeast(wanted: number) {
      const late = Date.now() + PATIENCE;
      while (calls < wanted) {
        if (Date.now() > late) throw new Error(`heard ${calls} of ${wanted}`);
        await new Promise<void>((done) => {
          const timer = setTimeout(done, 50);
          wake = () => {
            clearTimeout(timer);
            done();
          };
        });
      }
    },
  };
}

async function withChanges(
  kv: Deno.Kv,
  options: { pollMs?: number; recycleMs?: number },
  work: (changes: WatchedChanges) => Promise<void>,
) {
  const changes = createChanges(kv, {
    pollMs: NEVER,
    recycleMs: NEVER,
    ...options,
  });
  try {
    await work(changes);
  } finally {
    changes.close();
  }
}

const soon = (ms = 30) => new Promise((done) => setTimeout(done, ms));

Deno.test("a change in this process reaches the watch without a poll", async () => {
  await withKv((kv) =>
    withChanges(kv, {}, async (changes) => {
      const listener = aListener();
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(1);
      for (let i = 0; i < 3; i++) {
        await pulse(kv);
        await listener.atLeast(2 + i);
      }
    })
  );
});

Deno.test("a new subscriber polls once: something may have changed before the watch opened", async () => {
  await withKv((kv) =>
    withChanges(kv, {}, async (changes) => {
      const listener = aListener();
      await pulse(kv);
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(1);
    })
  );
});

Deno.test("the poll finds what the watch misses: another process on the same file", async () => {
  await withKv((kv, path) =>
    withChanges(deafWatches(kv), { pollMs: 10 }, async (changes) => {
      const listener = aListener();
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(1);
      const other = await Deno.openKv(path);
      await pulse(other);
      other.close();
      await listener.atLeast(2);
      await soon();
      expect(listener.calls()).toBe(2);
    })
  );
});

Deno.test("a late poll with an older value is not reported as a change", async () => {
  await withKv(async (kv) => {
    await pulse(kv);
    const old = await kv.get(keys.pulse(TOPIC));
    const late = latePolls(kv, old);
    await withChanges(late, { pollMs: 3 }, async (changes) => {
      const listener = aListener();
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(1);
      await pulse(kv);
      await listener.atLeast(2);
      await soon();
      expect(listener.calls()).toBe(2);
    });
  });
});

Deno.test("a broken watch is reopened, and the poll covers the gap", async () => {
  await withKv((kv) =>
    withChanges(brokenWatches(kv), { pollMs: 10 }, async (changes) => {
      const listener = aListener();
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(1);
      await pulse(kv);
      await listener.atLeast(2);
    })
  );
});

Deno.test("a watch is recycled repeatedly, and no change is lost or reported twice", async () => {
  await withKv(async (kv) => {
    const watches = countingWatches(kv);
    await withChanges(watches.kv, { recycleMs: 3 }, async (changes) => {
      const listener = aListener();
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(1);
      for (let i = 0; i < 20; i++) {
        await pulse(kv);
        await listener.atLeast(2 + i);
        await soon(2);
      }
      await until("recycled watches", () => watches.opened() > 3);
      await soon();
      expect(listener.calls()).toBe(21);
    });
  });
});

Deno.test("viewers of one topic share one watch, another topic has its own, and the last viewer to leave closes it", async () => {
  await withKv(async (kv) => {
    const watches = countingWatches(kv);
    await withChanges(watches.kv, {}, async (changes) => {
      const [one, two, other] = [aListener(), aListener(), aListener()];
      const undoOne = changes.subscribe(TOPIC, one.hear);
      const undoTwo = changes.subscribe(TOPIC, two.hear);
      const undoOther = changes.subscribe(ARTIST, other.hear);
      await Promise.all([one.atLeast(1), two.atLeast(1), other.atLeast(1)]);
      expect(watches.opened()).toBe(2);
      await pulse(kv);
      await Promise.all([one.atLeast(2), two.atLeast(2)]);
      expect(other.calls()).toBe(1);

      undoOne();
      await pulse(kv);
      await two.atLeast(3);
      expect(one.calls()).toBe(2);
      undoTwo();
      undoOther();
      await until("closed watches", () => watches.open() === 0);
    });
  });
});

Deno.test("the same function may subscribe twice, and each undo removes its own subscription, once", async () => {
  await withKv((kv) =>
    withChanges(kv, {}, async (changes) => {
      const listener = aListener();
      const undo = changes.subscribe(TOPIC, listener.hear);
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(2);
      undo();
      undo();
      await pulse(kv);
      await listener.atLeast(3);
      await soon();
      expect(listener.calls()).toBe(3);
    })
  );
});

Deno.test("a topic that lost its last viewer can be watched again", async () => {
  await withKv((kv) =>
    withChanges(kv, {}, async (changes) => {
      changes.subscribe(TOPIC, () => {})();
      const listener = aListener();
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(1);
      await pulse(kv);
      await listener.atLeast(2);
    })
  );
});

Deno.test("after close nothing is delivered and no timer is left, even while a watch is broken", async () => {
  await withKv(async (kv) => {
    const listener = aListener();
    await withChanges(brokenWatches(kv), { pollMs: 5 }, async (changes) => {
      changes.subscribe(TOPIC, listener.hear);
      await listener.atLeast(1);
    });
    const heard = listener.calls();
    await pulse(kv);
    await soon();
    expect(listener.calls()).toBe(heard);
  });
});
