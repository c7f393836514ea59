/**
 * A deploy over an existing store: records that an older version wrote, and
 * those that a newer version may write while this one still serves. The files in
 * `_records/` are what the versions stored, one record for each state; they are
 * never changed, only added to. `this_version.json` has the format since
 * 2026-11-22 20:37.
 */
import { expect } from "expect";
import * as v from "valibot";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { NO_EXCHANGE } from "@/lib/domain/call/exchange.ts";
import { waitingSnapshot } from "@/lib/domain/call/waiting_snapshot.ts";
import type {
  Consultation,
  ConsultationState,
} from "@/lib/domain/consultation/consultation.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import {
  type Event,
  transition,
} from "@/lib/domain/consultation/transition.ts";
import { recordView } from "@/lib/pages/consultation/views.ts";
import { summaryOf } from "@/lib/pages/consultation/summary.ts";
import { ConsultationRecord } from "@/lib/wire/consultation.ts";
import {
  LINK_HASH,
  oneOfEach,
  ROOM_NAME,
} from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { withKv } from "@/tests/_support/with_kv.ts";
import first from "./_records/first_version.json" with { type: "json" };
import current from "./_records/this_version.json" with { type: "json" };

type Written = Record<string, unknown>;

const NOBODY = { client: null, artist: null };

/** What usually happens next. */
const NEXT: Readonly<Partial<Record<ConsultationState, Event>>> = {
  requested: {
    type: "confirm",
    linkHash: LINK_HASH,
    twilioRoomName: ROOM_NAME,
  },
  confirmed: { type: "start" },
  live: { type: "end", by: "artist" },
};

const VERSIONS: readonly [string, readonly Written[]][] = [
  ["the first version", first],
  ["the format of today", current],
  ["a newer version, with fields that this one does not know", newer(current)],
];

/** Fields are added to every object, also to the innermost. */
function newer<T>(value: T): T {
  if (Array.isArray(value)) return value.map(newer) as T;
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, one]) => [name, newer(one)]);
  return { ...Object.fromEntries(fields), addedLater: { by: "a newer one" } };
}

for (const [version, records] of VERSIONS) {
  for (const written of records) {
    Deno.test(`a record of ${version} is read, shown and continued: ${written.state}`, async () => {
      await withKv(async (kv) => {
        const clock = new FakeClock();
        const id = written.id as Consultation["id"];
        await kv.set(keys.consultation(id), written);
        const consultations = createConsultations(
          new Store(kv),
          createSecrets(clock),
        );
        const stored = (await consultations.get(id))!;
        const { value } = stored;
        const now = value.startsAt;

        const view = recordView(value, { presence: NOBODY, now });
        if (!("addedLater" in written)) v.parse(ConsultationRecord, view);
        summaryOf(value, { zone: "Europe/Berlin" });
        const snapshot = waitingSnapshot(value, NOBODY, {
          viewer: "client",
          now,
          joinPolicy: DEFAULT_JOIN_POLICY,
          exchange: NO_EXCHANGE,
          artistStatus: null,
          canRecord: false,
        });
        expect(snapshot.state).toBe(value.state);

        const event = NEXT[value.state];
        if (event === undefined) return;
        const moved = transition(value, event, {
          now: event.type === "confirm" ? value.requestedAt + MINUTE : now,
          joinPolicy: DEFAULT_JOIN_POLICY,
        });
        if (!moved.ok) throw new Error(moved.code);
        const applied = await consultations.apply(stored, moved.next, {
          intents: [],
        });
        expect(applied).toMatchObject({ kind: "written" });
        const after = await kv.get<Written>(keys.consultation(id));
        expect(after.value!.state).not.toBe(written.state);
        // The other version finds its fields again.
        expect(after.value!.addedLater).toEqual(written.addedLater);
      });
    });
  }
}

Deno.test("today's records have the format that is kept as a file", () => {
  const today = JSON.parse(JSON.stringify(Object.values(oneOfEach())));
  expect(today).toEqual(current);
});
