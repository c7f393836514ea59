import { expect } from "expect";
import {
  PhotoUploads,
  type PhotoUploadsDeps,
  type UploadResult,
} from "@/lib/client/booking/photo_uploads.ts";
import type { PhotoId } from "@/lib/domain/basic/ids.ts";

function aShelf(
  different: Partial<PhotoUploadsDeps> = {},
  ids: PhotoId[] = [],
) {
  const done: string[] = [];
  let next = 0;
  const shelf = new PhotoUploads(ids, 3, {
    prepare: () => Promise.resolve({ ok: true, blob: new Blob() }),
    send: () => Promise.resolve({ ok: true, id: `id-${next++}` as PhotoId }),
    remove: (id) => Promise.resolve(void done.push(`remove ${id}`)),
    show: () => "blob:x",
    unshow: (src) => void done.push(`unshow ${src}`),
    ...different,
  });
  const states = () => shelf.photos.value.map((one) => one.state);
  return { shelf, states, done };
}

const files = (count: number) =>
  Array.from({ length: count }, (_, i) => new File(["x"], `${i}.jpg`));

Deno.test("photos are uploaded one by one, and their ids keep the chosen order", async () => {
  let atOnce = 0, most = 0;
  const { shelf, states } = aShelf({
    prepare: async () => {
      most = Math.max(most, ++atOnce);
      await Promise.resolve();
      atOnce--;
      return { ok: true, blob: new Blob() };
    },
  });
  expect(shelf.add(files(3))).toBe(0);
  expect(shelf.busy).toBe(true);
  await shelf.settled();
  expect([states(), most, shelf.busy])
    .toEqual([["ready", "ready", "ready"], 1, false]);
  expect(shelf.photos.value.map((one) => one.state === "ready" && one.id))
    .toEqual(["id-0", "id-1", "id-2"]);
});

Deno.test("photos over the limit are left out and counted; a failed upload does not count", async () => {
  let bad = true;
  const { shelf, states } = aShelf({
    prepare: () =>
      Promise.resolve(
        bad ? { ok: false, words: "No." } : { ok: true, blob: new Blob() },
      ),
  });
  expect(shelf.add(files(5))).toBe(2);
  await shelf.settled();
  expect(states()).toEqual(["failed", "failed", "failed"]);
  bad = false;
  expect(shelf.add(files(4))).toBe(1);
  await shelf.settled();
  expect(states().filter((state) => state === "ready")).toHaveLength(3);
});

Deno.test("the server's message is shown at the photo that it refused, and the next one is uploaded", async () => {
  const answers: UploadResult[] = [
    { ok: false, words: "Too many." },
    { ok: true, id: "b" as PhotoId },
  ];
  const { shelf } = aShelf({ send: () => Promise.resolve(answers.shift()!) });
  shelf.add(files(2));
  await shelf.settled();
  expect(shelf.photos.value).toMatchObject([
    { state: "failed", words: "Too many." },
    { state: "ready", id: "b" },
  ]);
});

Deno.test("a broken connection is reported in words and is not a page error", async () => {
  const { shelf } = aShelf({ send: () => Promise.reject(new TypeError()) });
  shelf.add(files(1));
  await shelf.settled();
  expect(shelf.photos.value[0]).toMatchObject({
    state: "failed",
    words: "The upload failed. Check your connection and add the photo again.",
  });
});

Deno.test("a removed photo is removed on the server too, also during its upload", async () => {
  const sent = Promise.withResolvers<UploadResult>();
  const { shelf, done, states } = aShelf({ send: () => sent.promise });
  shelf.add(files(1));
  while (states()[0] !== "sending") await Promise.resolve();
  await shelf.remove(shelf.photos.value[0]!.key);
  sent.resolve({ ok: true, id: "late" as PhotoId });
  await shelf.settled();
  expect(shelf.photos.value).toEqual([]);
  expect(done).toEqual(["remove late"]);

  const kept = aShelf({}, ["kept" as PhotoId]);
  await kept.shelf.remove(kept.shelf.photos.value[0]!.key);
  expect(kept.done).toContain("remove kept");
  expect(kept.shelf.photos.value).toEqual([]);
});
