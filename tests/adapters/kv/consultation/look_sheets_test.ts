import { expect } from "expect";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { createLookSheets } from "@/lib/adapters/kv/consultation/look_sheets.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { ok, refuse } from "@/lib/domain/basic/refusal.ts";
import { LOOK_LIMITS, MOST_STEP_RECORDS } from "@/lib/domain/look/limits.ts";
import {
  EMPTY_LOOK_SHEET,
  type LookSheet,
  stepsOf,
} from "@/lib/domain/look/look_sheet.ts";
import { mergeSheets } from "@/lib/domain/look/merge.ts";
import { aRequested } from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { losingAnswers } from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";
import { aroundCalls, aroundWrites } from "@/tests/_support/wrapped_kv.ts";

const RECORD = aRequested();
const { id } = RECORD;

function aStep(n: number, text = `Step ${n}`) {
  return {
    id: `step-${1_000 + n}`,
    order: "5",
    area: "skin",
    text,
    product: "",
    shade: "",
    note: "",
    changedAt: n,
  } as const;
}

const sheetOf = (...steps: LookSheet["steps"]): LookSheet => ({
  ...EMPTY_LOOK_SHEET,
  steps,
});

async function booked(kv: Deno.Kv, store = new Store(kv)) {
  const consultations = createConsultations(
    store,
    createSecrets(new FakeClock()),
  );
  await consultations.book(RECORD, []);
  const looks = createLookSheets(store);
  const write = (changes: LookSheet, on = looks) =>
    on.update(RECORD, (stored) => ok(mergeSheets(stored, changes)));
  return { looks, write };
}

Deno.test("a sheet that was never written is empty, as change 0", async () => {
  await withKv(async (kv) => {
    const { looks } = await booked(kv);
    expect(await looks.read(id))
      .toEqual({ sheet: EMPTY_LOOK_SHEET, count: 0 });
  });
});

Deno.test("each write counts one change and notifies both pages; the same sheet again does neither", async () => {
  await withKv(async (kv) => {
    const { looks, write } = await booked(kv);
    const pulses = [
      keys.pulse({ consultation: id }),
      keys.pulse({ artist: RECORD.artistId }),
    ];
    const stamps = async () =>
      (await kv.getMany(pulses)).map(({ versionstamp }) => versionstamp);
    const first = await write(sheetOf(aStep(1)));
    expect(first).toMatchObject({ ok: true, value: { count: 1 } });
    const before = await stamps();
    const same = await write(sheetOf(aStep(1)));
    expect(same).toMatchObject({ ok: true, value: { count: 1 } });
    expect(await stamps()).toEqual(before);
    await write(sheetOf(aStep(2)));
    for (const [i, stamp] of (await stamps()).entries()) {
      expect(stamp! > before[i]!).toBe(true);
    }
    expect((await looks.read(id)).count).toBe(2);
    expect((await kv.get(keys.exchange(id))).value)
      .toMatchObject({ lookSheet: 2 });
  });
});

Deno.test("an answer without a change never has a newer number than its sheet, whatever is written meanwhile", async () => {
  await withKv(async (kv) => {
    const { write } = await booked(kv);
    // Between two calls of the same update another one is written.
    let calls = 0;
    const racing = aroundCalls(kv, async (call) => {
      if (calls++ === 1) await write(sheetOf(aStep(1)));
      return await call();
    });
    const answer = await createLookSheets(new Store(racing))
      .update(RECORD, (stored) => ok(stored));
    expect(answer).toEqual(ok({ sheet: EMPTY_LOOK_SHEET, count: 0 }));
  });
});

Deno.test("twenty writes at one moment, from two processes, are all kept", async () => {
  await withKv(async (kv, path) => {
    const { looks, write } = await booked(kv);
    const second = await Deno.openKv(path);
    try {
      const other = createLookSheets(new Store(second));
      const done = await Promise.all(
        Array.from(
          { length: 20 },
          (_, n) => write(sheetOf(aStep(n)), n % 2 === 0 ? looks : other),
        ),
      );
      expect(done.every(({ ok }) => ok)).toBe(true);
      const { sheet, count } = await looks.read(id);
      expect(stepsOf(sheet)).toHaveLength(20);
      expect(count).toBe(20);
    } finally {
      second.close();
    }
  });
});

Deno.test("a write whose answer was lost counts once", async () => {
  await withKv(async (kv) => {
    const { looks, write } = await booked(kv);
    const lossy = createLookSheets(new Store(losingAnswers(kv, () => true)));
    const written = await write(sheetOf(aStep(1)), lossy);
    expect(written).toMatchObject({ ok: true, value: { count: 1 } });
    expect((await looks.read(id)).count).toBe(1);
  });
});

Deno.test("a refused change writes nothing", async () => {
  await withKv(async (kv) => {
    const { looks } = await booked(kv);
    const refused = await looks.update(RECORD, () => refuse("look_sheet_full"));
    expect(refused).toMatchObject({ ok: false, code: "look_sheet_full" });
    expect(await looks.read(id)).toEqual({ sheet: EMPTY_LOOK_SHEET, count: 0 });
  });
});

Deno.test("a change that meets an erasure is refused and leaves nothing behind", async () => {
  await withKv(async (kv) => {
    // The erasure comes between the read of the change and its write.
    let erase = () => Promise.resolve();
    const racing = new Store(aroundWrites(kv, async (commit) => {
      await erase();
      return await commit();
    }));
    const { looks } = await booked(kv);
    erase = async () => {
      erase = () => Promise.resolve();
      await kv.set(keys.consultation(id), { ...RECORD, state: "erased" });
    };
    const late = await createLookSheets(racing).update(
      RECORD,
      (stored) => ok(mergeSheets(stored, sheetOf(aStep(1)))),
    );
    expect(late).toMatchObject({ ok: false, code: "consultation_erased" });
    expect(await looks.read(id)).toEqual({ sheet: EMPTY_LOOK_SHEET, count: 0 });
  });
});

Deno.test("the largest sheet fits into one value of the store", async () => {
  await withKv(async (kv) => {
    const { looks, write } = await booked(kv);
    // No letter of Latin-1: each takes two bytes.
    const letters = Math.floor(LOOK_LIMITS.whole / LOOK_LIMITS.steps);
    const steps = Array.from(
      { length: LOOK_LIMITS.steps },
      (_, n) => aStep(n, "頬".repeat(letters)),
    );
    const removed = Array.from(
      { length: MOST_STEP_RECORDS - LOOK_LIMITS.steps },
      (_, n) => ({
        id: `step-${"x".repeat(30)}-${1_000 + n}`,
        removed: true,
        changedAt: n,
      } as const),
    );
    expect((await write(sheetOf(...steps, ...removed))).ok).toBe(true);
    expect(stepsOf((await looks.read(id)).sheet)).toHaveLength(40);
  });
});
