import { expect } from "expect";
import { readSentPhotos } from "@/lib/adapters/mail/sent_photos.ts";
import type { ConsultationId, PhotoId } from "@/lib/domain/basic/ids.ts";
import { NO_STILLS, type Still } from "@/lib/domain/stills/still.ts";

const MB = 1024 * 1024;

/** The files for stills of these sizes in MB; each has its own place as its bytes. */
function sent(
  sizes: readonly number[],
  change: (i: number) => { approved?: boolean; gone?: boolean } = () => ({}),
) {
  const stills = sizes.map((size, i) => ({
    photoId: `${i}` as PhotoId,
    size: size * MB,
    ...(change(i).approved === false ? {} : { approved: true }),
  } as Still));
  return readSentPhotos({
    stills: { of: () => Promise.resolve({ ...NO_STILLS, stills }) },
    photos: {
      read(id) {
        const type = id === "1" ? "image/png" : "image/jpeg";
        const photo = { id, type, width: 1, height: 1, size: 1 } as const;
        return Promise.resolve(
          change(Number(id)).gone
            ? null
            : { photo: photo as never, bytes: Uint8Array.of(Number(id)) },
        );
      },
    },
  }, "c" as ConsultationId);
}

Deno.test("the look sheet's mail has the chosen photos as files, in order, and no others", async () => {
  const { files, more } = await sent(
    [2, 2, 2],
    (i) => ({ approved: i !== 0 }),
  );
  expect(files.map(({ filename, content }) => [filename, content])).toEqual([
    ["photo-1.png", Uint8Array.of(1)],
    ["photo-2.jpg", Uint8Array.of(2)],
  ]);
  expect(more).toBe(0);
});

Deno.test("more than 12 MB are not attached: the rest is counted", async () => {
  const { files, more } = await sent([6, 6, 1, 1]);
  expect([files.length, more]).toEqual([2, 2]);
  expect(await sent([13])).toEqual({ files: [], more: 1 });
});

Deno.test("a photo that was deleted in the meantime is in no mail", async () => {
  const { files } = await sent([1, 1], (i) => ({ gone: i === 0 }));
  expect(files.map(({ filename }) => filename)).toEqual(["photo-1.png"]);
});
