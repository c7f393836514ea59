import { expect } from "expect";
import {
  PhotoShelf,
  type Sent,
  type ShelfParts,
} from "@/lib/client/photo_shelf.ts";
import type { PhotoId } from "@/lib/domain/ids.ts";

function aShelf(different: Partial<ShelfParts> = {}, ids: PhotoId[] = []) {
  const done: string[] = [];
  let next = 0;
  const shelf = new PhotoShelf(ids, 3, {
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

Deno.test("pictures are brought one after the other, and end with their ids in the order in which they were chosen", async () => {
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

Deno.test("what there is no room for is left out and counted; one that failed takes no room", async () => {
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

Deno.test("the server's words stand at the picture that it refused, and the next one goes on", async () => {
  const answers: Sent[] = [
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

Deno.test("a line that breaks is told in words, and is no error of the page", async () => {
  const { shelf } = aShelf({ send: () => Promise.reject(new TypeError()) });
  shelf.add(files(1));
  await shelf.settled();
  expect(shelf.photos.value[0]).toMatchObject({
    state: "failed",
    words: "It did not arrive. Check your connection and add it again.",
  });
});

Deno.test("one that is removed goes from the server too, also while it is on its way", async () => {
  const sent = Promise.withResolvers<Sent>();
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
