import { expect } from "expect";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { cellsOf } from "@/lib/domain/booking/slot.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import {
  aConsultation,
  aRequested,
  walk,
} from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { losingAnswers } from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const make = (kv: Deno.Kv) =>
  createConsultations(new Store(kv), createSecrets(new FakeClock()));

const spanOf = ({ startsAt, endsAt }: Consultation) => ({
  from: startsAt,
  to: endsAt,
});

Deno.test("a booking whose answer was lost is booked, and is not reported as taken", async () => {
  await withKv(async (kv) => {
    const requested = aRequested();
    const consultations = make(losingAnswers(kv, () => true));
    expect(await consultations.book(requested, [])).toBe("booked");
    expect(
      await make(kv).book({
        ...requested,
        id: aRequested({ id: "b".repeat(26) }).id,
      }, []),
    )
      .toBe("slot_taken");
    expect((await consultations.get(requested.id))!.value).toEqual(requested);
  });
});

Deno.test("a booking never overwrites an existing id", async () => {
  await withKv(async (kv) => {
    const consultations = make(kv);
    const first = aRequested();
    const later = aRequested({ startsAt: first.startsAt + 5 * HOUR });
    await consultations.book(first, []);
    expect(await consultations.book(later, [])).toBe("slot_taken");
    expect((await consultations.get(first.id))!.value).toEqual(first);
    expect(await consultations.busyCells(first.artistId, spanOf(later)))
      .toEqual(new Set());
  });
});

Deno.test("of ten writers who read the same version, one succeeds", async () => {
  await withKv(async (kv) => {
    const consultations = make(kv);
    const requested = aRequested();
    await consultations.book(requested, []);
    const before = (await consultations.get(requested.id))!;
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, i) => {
        const next = walk(requested, [[
          { type: "decline", reason: `Reason ${i}` },
          requested.requestedAt + MINUTE,
        ]]);
        return consultations.apply(before, next, { intents: [] });
      }),
    );
    expect(results.filter((one) => one.kind === "written").length).toBe(1);
  });
});

Deno.test("a change whose answer was lost is written once, with its mails", async () => {
  await withKv(async (kv) => {
    const confirmed = aConsultation("confirmed");
    await make(kv).book(aRequested(), []);
    const consultations = make(losingAnswers(kv, () => true));
    const before = (await consultations.get(confirmed.id))!;
    const intent = { id: "mail-1", mail: {} as never };
    expect(
      (await consultations.apply(before, confirmed, { intents: [intent] }))
        .kind,
    )
      .toBe("written");
    expect((await kv.get(keys.outbox("mail-1"))).value)
      .toEqual({ intent, attempts: 0, nextAttemptAt: 0 });
    expect(await consultations.byRoom(confirmed.twilioRoomName))
      .toBe(confirmed.id);
  });
});

Deno.test("moved by 15 minutes: shared cells stay, old ones are freed, the index follows", async () => {
  await withKv(async (kv) => {
    const consultations = make(kv);
    const confirmed = aConsultation("confirmed");
    await consultations.book(aRequested(), []);
    const requested = (await consultations.get(confirmed.id))!;
    await consultations.apply(requested, confirmed, { intents: [] });
    const before = (await consultations.get(confirmed.id))!;
    const moved = walk(confirmed, [[{
      type: "reschedule",
      by: "artist",
      startsAt: confirmed.startsAt + 15 * MINUTE,
      endsAt: confirmed.endsAt + 15 * MINUTE,
      heldUntil: confirmed.heldUntil + 15 * MINUTE,
      noticeMs: 0,
      linkHash: "another",
    }, confirmed.confirmedAt]]);
    expect((await consultations.apply(before, moved, { intents: [] })).kind)
      .toBe("written");
    const day = {
      from: confirmed.startsAt - HOUR,
      to: confirmed.endsAt + HOUR,
    };
    expect(await consultations.busyCells(confirmed.artistId, day))
      .toEqual(new Set(cellsOf(spanOf(moved))));
    expect(await consultations.ofArtist(confirmed.artistId, day))
      .toEqual([moved]);
    expect(await consultations.all(10)).toEqual([moved]);
  });
});

Deno.test("moved onto someone else's time: nothing moves", async () => {
  await withKv(async (kv) => {
    const consultations = make(kv);
    const first = aRequested();
    const second = aRequested({
      id: "b".repeat(26),
      startsAt: first.startsAt + HOUR,
    });
    await consultations.book(first, []);
    await consultations.book(second, []);
    const before = (await consultations.get(first.id))!;
    const onto = {
      ...first,
      startsAt: second.startsAt - 15 * MINUTE,
      endsAt: second.endsAt - 15 * MINUTE,
      heldUntil: second.heldUntil - 15 * MINUTE,
    };
    expect((await consultations.apply(before, onto, { intents: [] })).kind)
      .toBe("slot_taken");
    const day = { from: first.startsAt, to: second.endsAt };
    expect(await consultations.busyCells(first.artistId, day))
      .toEqual(
        new Set([...cellsOf(spanOf(first)), ...cellsOf(spanOf(second))]),
      );
  });
});

Deno.test("an index entry without a record is skipped", async () => {
  await withKv(async (kv) => {
    const consultations = make(kv);
    const requested = aRequested();
    await consultations.book(requested, []);
    await kv.delete(keys.consultation(requested.id));
    expect(await consultations.all(10)).toEqual([]);
    expect(await consultations.ofArtist(requested.artistId, spanOf(requested)))
      .toEqual([]);
  });
});

Deno.test("the list of all consultations is newest start first and limited to the requested number", async () => {
  await withKv(async (kv) => {
    const consultations = make(kv);
    const all = ["a", "b", "c"].map((letter, i) =>
      aRequested({
        id: letter.repeat(26),
        startsAt: aRequested().startsAt + i * HOUR,
      })
    );
    for (const one of all) await consultations.book(one, []);
    expect((await consultations.all(2)).map((one) => one.id))
      .toEqual([all[2]!.id, all[1]!.id]);
  });
});
