import { expect } from "expect";
import { ownInterruption } from "@/lib/client/interruption/own_interruption.ts";
import { cameraApp } from "@/lib/client/stills/camera_app.ts";
import type { PreparedStill } from "@/lib/client/stills/prepare_still.ts";
import { newStillId } from "@/lib/client/stills/still_id.ts";
import { stillSheet } from "@/lib/client/stills/still_sheet.ts";
import type { TakenStill } from "@/lib/client/stills/take_still.ts";
import { parseStillId } from "@/lib/domain/basic/ids.ts";
import { settle } from "@/tests/client/_support.ts";

const PICTURE = new Blob(["as taken"]);
const PREPARED = new Blob(["as sent"]);

function aSheet({ taken, prepared }: {
  readonly taken?: (dropped: AbortSignal) => Promise<TakenStill | null>;
  readonly prepared?: PreparedStill;
} = {}) {
  const sent: unknown[] = [];
  const shown = new Set<string>();
  /** Every URL that was made, and every one that was revoked, in order. */
  const made: string[] = [];
  const revoked: string[] = [];
  const sheet = stillSheet({
    take: taken ?? (() => Promise.resolve({ from: "photo", picture: PICTURE })),
    prepare: () => Promise.resolve(prepared ?? { ok: true, blob: PREPARED }),
    send: (still) => void sent.push(still),
    show() {
      const src = `blob:${made.length}`;
      made.push(src);
      shown.add(src);
      return src;
    },
    unshow(src) {
      revoked.push(src);
      shown.delete(src);
    },
  });
  return { sheet, sent, shown, made, revoked };
}

const FILE = new File(["x"], "a.jpg");

Deno.test("a picture is shown before anything is sent, and sent as it was shown", async () => {
  const { sheet, sent, shown } = aSheet();
  await sheet.take();
  expect(sheet.step.value).toMatchObject({ is: "preview" });
  expect(sent).toEqual([]);
  sheet.send();
  expect(sent).toEqual([{ blob: PREPARED, from: "photo" }]);
  expect(sheet.step.value.is).toBe("ready");
  expect(shown.size).toBe(0);
  // A second tap sends nothing more.
  sheet.send();
  expect(sent).toHaveLength(1);
});

Deno.test("retaken or closed, a picture is forgotten and never sent", async () => {
  for (const leave of ["retake", "close"] as const) {
    const { sheet, sent, shown } = aSheet();
    await sheet.take();
    sheet[leave]();
    expect(sheet.step.value).toEqual({ is: "ready", trouble: null });
    sheet.send();
    expect([sent.length, shown.size]).toEqual([0, 0]);
  }
});

Deno.test("a camera that gives nothing, or fails, says so, and a file can be used instead", async () => {
  for (
    const taken of [
      () => Promise.resolve(null),
      () => Promise.reject(new Error("lost")),
    ]
  ) {
    const { sheet, sent } = aSheet({ taken });
    await sheet.take();
    expect(sheet.step.value).toMatchObject({
      is: "ready",
      trouble: expect.stringContaining("camera app"),
    });
    await sheet.useFile(new File(["x"], "a.jpg"));
    sheet.send();
    expect(sent).toEqual([{ blob: PREPARED, from: "file" }]);
  }
});

Deno.test("a picture that cannot be prepared says why", async () => {
  const { sheet } = aSheet({ prepared: { ok: false, words: "Too large." } });
  await sheet.useFile(new File(["x"], "a.jpg"));
  expect(sheet.step.value).toEqual({ is: "ready", trouble: "Too large." });
});

Deno.test("a picture that comes after the sheet was closed is forgotten", async () => {
  const late = Promise.withResolvers<TakenStill | null>();
  const { sheet, shown } = aSheet({ taken: () => late.promise });
  const taking = sheet.take();
  expect(sheet.step.value.is).toBe("taking");
  sheet.close();
  late.resolve({ from: "photo", picture: PICTURE });
  await taking;
  expect(sheet.step.value.is).toBe("ready");
  expect(shown.size).toBe(0);
});

Deno.test("a file takes the place of a picture that the camera is still taking, which is dropped and never shown", async () => {
  const late = Promise.withResolvers<TakenStill | null>();
  const drops: AbortSignal[] = [];
  const { sheet, sent, made } = aSheet({
    taken(dropped) {
      drops.push(dropped);
      return late.promise;
    },
  });
  const taking = sheet.take();
  await settle();
  expect(drops.map(({ aborted }) => aborted)).toEqual([false]);
  const reading = sheet.useFile(FILE);
  expect(sheet.step.value).toEqual({ is: "reading" });
  await reading;
  expect(sheet.step.value).toMatchObject({ is: "preview" });
  expect(drops.map(({ aborted }) => aborted)).toEqual([true]);
  let closed = 0;
  const picture = { width: 1, height: 1, close: () => void closed++ };
  late.resolve({ from: "frame", picture });
  await taking;
  expect([made.length, closed]).toEqual([1, 1]);
  sheet.send();
  expect(sent).toEqual([{ blob: PREPARED, from: "file" }]);
});

Deno.test("of two files the second is shown", async () => {
  const { sheet, sent, made } = aSheet();
  await Promise.all([sheet.useFile(FILE), sheet.useFile(FILE)]);
  expect(made).toHaveLength(1);
  sheet.send();
  expect(sent).toHaveLength(1);
});

Deno.test("the camera takes one picture at a time: the next one waits until a dropped one has given the track back", async () => {
  const first = Promise.withResolvers<TakenStill | null>();
  let takes = 0;
  const { sheet } = aSheet({
    taken: () =>
      takes++ === 0
        ? first.promise
        : Promise.resolve({ from: "photo", picture: PICTURE }),
  });
  const dropped = sheet.take();
  await settle();
  sheet.close();
  const taking = sheet.take();
  // A second tap is the same wish.
  void sheet.take();
  await settle();
  expect([takes, sheet.step.value.is]).toEqual([1, "taking"]);
  first.resolve(null);
  await Promise.all([dropped, taking]);
  expect([takes, sheet.step.value.is]).toEqual([2, "preview"]);
});

Deno.test("each picture's URL is revoked exactly once, however it is left", async () => {
  const { sheet, made, revoked } = aSheet();
  await sheet.take();
  sheet.retake();
  await sheet.take();
  sheet.close();
  sheet.close();
  await sheet.useFile(FILE);
  await sheet.useFile(FILE);
  sheet.send();
  sheet.close();
  expect(made).toHaveLength(4);
  expect(revoked).toEqual(made);
});

Deno.test("back from the phone's camera app, what it took away is restored once, and never without it", async () => {
  let restored = 0;
  const app = cameraApp();
  const undo = app.restoreBy(() => {
    restored++;
    return Promise.reject(new Error("still busy"));
  });
  app.end();
  expect(restored).toBe(0);
  app.begin({});
  // The call knows that the page itself took the camera.
  expect(ownInterruption.value).toBe(true);
  app.end();
  app.end();
  expect(ownInterruption.value).toBe(false);
  await settle();
  expect(restored).toBe(1);
  undo();
  app.begin({});
  app.end();
  expect([restored, ownInterruption.value]).toEqual([1, false]);
});

Deno.test("if the call has started while the camera app was open, the call restores what it took", () => {
  const by: string[] = [];
  const restore = (name: string) => () => {
    by.push(name);
    return Promise.resolve();
  };
  const app = cameraApp();
  const undo = app.restoreBy(restore("room"));
  app.begin({});
  app.restoreBy(restore("call"));
  // The waiting room's own undo takes nothing from the call.
  undo();
  app.end();
  expect(by).toEqual(["call"]);
});

Deno.test("an id is one that the server takes, and no other picture's", () => {
  const ids = Array.from({ length: 100 }, newStillId);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(parseStillId(id)).toBe(id);
});
