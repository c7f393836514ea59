import { expect } from "expect";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { createStills } from "@/lib/adapters/kv/consultation/stills.ts";
import { createPhotos } from "@/lib/adapters/kv/booking/photos.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import type { PhotoId, StillId } from "@/lib/domain/basic/ids.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { type CheckedImage, PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { ok, refuse } from "@/lib/domain/basic/refusal.ts";
import {
  NO_STILLS,
  STILL_LIMITS,
  type Stills,
  stillsUploadSession,
} from "@/lib/domain/stills/still.ts";
import {
  changeStills,
  type StillEvent,
} from "@/lib/domain/stills/stills_rules.ts";
import type { StillsNow } from "@/lib/ports/mod.ts";
import {
  aConsultation,
  aRequested,
  START,
  walk,
} from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { withKv } from "@/tests/_support/with_kv.ts";
import { aroundCalls } from "@/tests/_support/wrapped_kv.ts";

const LIVE = aConsultation("live");
const ENDED = aConsultation("ended");
const SESSION = stillsUploadSession(LIVE.id);
const ASK: StillEvent = { type: "ask", what: "eyes", text: "" };

const anImage = (size: number): CheckedImage => ({
  type: "image/jpeg",
  width: 4032,
  height: 3024,
  bytes: Uint8Array.from({ length: size }, (_, i) => i % 251),
});

const by = (event: StillEvent) => ({ stills, number }: StillsNow) =>
  changeStills(stills, event, { now: START, number });

/** A picture in answer to a request, unless it is null. */
function sending(
  photoId: PhotoId,
  size: number,
  requestId: number | null = null,
): StillEvent {
  const id = photoId as string as StillId;
  const more = { requestId, from: "photo", width: 9, height: 9 } as const;
  return { type: "send", still: { id, photoId, size, ...more } };
}

async function withStills(
  test: (parts: {
    kv: Deno.Kv;
    clock: FakeClock;
    photos: ReturnType<typeof createPhotos>;
    stills: ReturnType<typeof createStills>;
    consultations: ReturnType<typeof createConsultations>;
    /** Stages and lists one. */
    add: (size?: number, request?: { asked: boolean }) => Promise<PhotoId>;
    families: () => Promise<string[]>;
  }) => Promise<void>,
) {
  await withKv(async (kv) => {
    const clock = new FakeClock(START);
    const secrets = createSecrets(clock);
    const store = new Store(kv);
    const photos = createPhotos({ store, secrets, clock });
    const stills = createStills(store, secrets);
    const consultations = createConsultations(store, secrets);
    const booked = aRequested();
    await consultations.book(booked, []);
    const first = await consultations.get(booked.id);
    await consultations.apply(first!, LIVE, { intents: [] });
    await test({
      kv,
      clock,
      photos,
      stills,
      consultations,
      async add(size = 100_000, { asked } = { asked: false }) {
        const most = STILL_LIMITS.most;
        const id = await photos.stage(SESSION, anImage(size), { most });
        const photo = { uploadSession: SESSION, id: id as PhotoId };
        if (asked) await stills.change(LIVE.id, by(ASK));
        const request = asked
          ? (await stills.of(LIVE.id)).requests.at(-1)!.id
          : null;
        const event = sending(photo.id, size, request);
        const added = await stills.change(LIVE.id, by(event), photo);
        if (!added.ok) throw new Error(added.code);
        return photo.id;
      },
      families: async () => [
        ...new Set(
          (await Array.fromAsync(kv.list({ prefix: [] })))
            .map(({ key }) => String(key[0])),
        ),
      ],
    });
  });
}

type Consultations = ReturnType<typeof createConsultations>;

async function erase(consultations: Consultations) {
  const now = (await consultations.get(LIVE.id))!;
  const erased = walk(ENDED, [
    [{ type: "room_completed", sid: null }, ENDED.endsAt],
    [{ type: "erase", by: "artist" }, ENDED.endsAt + MINUTE],
  ]);
  return await consultations.apply(now, erased, { intents: [] });
}

Deno.test("a change is written with its number, and wakes both pages; the same again writes nothing", async () => {
  await withStills(async ({ kv, stills, consultations }) => {
    const pulse = async () =>
      (await kv.get<Deno.KvU64>(["pulses", "consultation", LIVE.id])).value;
    const before = await pulse();
    const asked = await stills.change(LIVE.id, by(ASK));
    expect(asked).toMatchObject({ ok: true, value: { changed: true } });
    expect((await stills.of(LIVE.id)).requests).toHaveLength(1);
    const seen = await consultations.getWithPresence(LIVE.id);
    expect(seen?.exchange.stills).toBe(1);
    const after = await pulse();
    expect(after!.value).toBeGreaterThan(before!.value);
    const again = await stills.change(LIVE.id, by(ASK));
    expect(again).toMatchObject({ ok: true, value: { changed: false } });
    expect(await pulse()).toEqual(after);
  });
});

Deno.test("an answer without a change never has a newer number than its stills, whatever is written meanwhile", async () => {
  await withKv(async (kv) => {
    const secrets = createSecrets(new FakeClock(START));
    const consultations = createConsultations(new Store(kv), secrets);
    const booked = aRequested();
    await consultations.book(booked, []);
    const first = await consultations.get(booked.id);
    await consultations.apply(first!, LIVE, { intents: [] });
    const other = createStills(new Store(kv), secrets);
    // Between two calls of the same change another one is written.
    let calls = 0;
    const racing = aroundCalls(kv, async (call) => {
      if (calls++ === 1) await other.change(LIVE.id, by(ASK));
      return await call();
    });
    const answer = await createStills(new Store(racing), secrets)
      .change(LIVE.id, ({ stills }) => ok(stills));
    if (!answer.ok) throw new Error(answer.code);
    await other.change(LIVE.id, by(ASK));
    const { count, stills } = answer.value;
    expect([count, stills.requests.length]).toEqual([0, 0]);
    expect(await other.read(LIVE.id)).toMatchObject({ count: 1 });
  });
});

Deno.test("without a consultation there is nothing to change, and a refusal writes nothing", async () => {
  await withStills(async ({ stills }) => {
    const nowhere = "a".repeat(26) as typeof LIVE.id;
    expect(await stills.change(nowhere, () => ok(NO_STILLS)))
      .toMatchObject({ ok: false, code: "not_found" });
    expect(await stills.change(LIVE.id, () => refuse("still_closed")))
      .toMatchObject({ ok: false, code: "still_closed" });
    expect(await stills.of(LIVE.id)).toEqual(NO_STILLS);
  });
});

Deno.test("a still's photo belongs to the consultation from the write that lists it", async () => {
  await withStills(async ({ stills, photos, add, families, clock }) => {
    const id = await add(200_000);
    const read = await photos.read(id);
    expect(read?.photo.owner).toEqual({ consultation: LIVE.id });
    expect(read?.bytes).toEqual(anImage(200_000).bytes);
    expect((await stills.of(LIVE.id)).stills.map(({ photoId }) => photoId))
      .toEqual([id]);
    clock.advance(3 * HOUR);
    await photos.sweep();
    expect(await photos.read(id)).not.toBeNull();
    expect(await families()).not.toContain("photo_baskets");
  });
});

Deno.test("a still that is listed no longer loses its photo and all of its bytes in the same write", async () => {
  await withStills(async ({ stills, photos, add, families }) => {
    const id = await add(PHOTO_LIMITS.bytes);
    const remove = { type: "remove", still: id as string as StillId } as const;
    const removed = await stills.change(LIVE.id, by(remove));
    expect(removed).toMatchObject({ ok: true, value: { changed: true } });
    expect(await photos.read(id)).toBeNull();
    expect((await families()).filter((name) => name.startsWith("photo")))
      .toEqual([]);
  });
});

Deno.test("a picture that the artist puts onto the look sheet or takes off it is a change of the sheet; one that arrives is none", async () => {
  await withStills(async ({ stills, consultations, add }) => {
    const counted = async () =>
      (await consultations.getWithPresence(LIVE.id))?.exchange;
    const still = await add() as string as StillId;
    expect(await counted()).toMatchObject({ stills: 1, lookSheet: 0 });
    for (const [approved, lookSheet] of [[true, 1], [true, 1], [false, 2]]) {
      await stills.change(
        LIVE.id,
        by({ type: "approve", still, approved: Boolean(approved) }),
      );
      expect(await counted()).toMatchObject({ lookSheet });
    }
  });
});

Deno.test("ten pictures that arrive at one moment are all listed, each under its own number", async () => {
  await withStills(async ({ stills, consultations, add }) => {
    await Promise.all(Array.from({ length: 10 }, () => add()));
    expect((await stills.of(LIVE.id)).stills).toHaveLength(10);
    const seen = await consultations.getWithPresence(LIVE.id);
    expect(seen?.exchange.stills).toBe(10);
  });
});

Deno.test("an erasure deletes the stills at once, and their bytes are swept, however many they are", async () => {
  await withStills(async ({ photos, stills, add, consultations, families }) => {
    const bytes = STILL_LIMITS.allBytes / 12 - 1;
    const ids: PhotoId[] = [];
    for (let i = 0; i < 12; i++) ids.push(await add(bytes, { asked: true }));
    expect((await erase(consultations)).kind).toBe("written");
    expect(await stills.of(LIVE.id)).toEqual(NO_STILLS);
    for (const id of ids) expect(await photos.read(id)).toBeNull();
    await photos.sweep();
    const left = await families();
    for (
      const family of [
        "stills",
        "exchange",
        "photos",
        "photo_chunks",
        "photo_baskets",
      ]
    ) {
      expect(left).not.toContain(family);
    }
  });
});

Deno.test("an erasure also deletes a picture that has arrived and is not listed yet", async () => {
  await withStills(async ({ photos, consultations, families }) => {
    await photos.stage(SESSION, anImage(PHOTO_LIMITS.bytes), { most: 1 });
    expect((await erase(consultations)).kind).toBe("written");
    await photos.sweep();
    expect((await families()).filter((name) => name.startsWith("photo")))
      .toEqual([]);
  });
});

Deno.test("a still and an erasure at one moment: afterwards nothing is left, whichever was first", async () => {
  await withStills(async ({ photos, stills, consultations, families }) => {
    const id = await photos.stage(SESSION, anImage(100), {
      most: 1,
    }) as PhotoId;
    const decide = ({ consultation, ...now }: StillsNow) =>
      consultation.state === "erased"
        ? refuse("consultation_erased")
        : by(sending(id, 100))({ consultation, ...now });
    const eraseUntilDone = async () => {
      while ((await erase(consultations)).kind !== "written") { /* again */ }
    };
    await Promise.all([
      stills.change(LIVE.id, decide, { uploadSession: SESSION, id }),
      eraseUntilDone(),
    ]);
    await photos.sweep();
    const left = await families();
    expect(left.filter((name) => /^(photo|stills)/.test(name))).toEqual([]);
  });
});

Deno.test("a row of a later version with more fields is read and kept", async () => {
  await withStills(async ({ kv, stills }) => {
    const later = { ...NO_STILLS, sheets: [1] } satisfies Stills & {
      sheets: number[];
    };
    await kv.set(["stills", LIVE.id], later);
    await stills.change(LIVE.id, by(ASK));
    expect(await stills.of(LIVE.id)).toMatchObject({ sheets: [1] });
  });
});
