import { expect } from "expect";
import {
  browserTools,
  type Drawable,
  fitted,
  type ImageCodec,
  preparePhoto,
} from "@/lib/client/booking/prepare_photo.ts";
import { jpegOfSize, pngOfSize } from "@/tests/_support/images.ts";

function tools(width: number, height: number) {
  const seen = { closed: 0, sizes: [] as string[] };
  const all: ImageCodec = {
    decode: () =>
      Promise.resolve({ width, height, close: () => void seen.closed++ }),
    encode: (_: Drawable, size) => {
      seen.sizes.push(`${size.width}x${size.height}`);
      return Promise.resolve(new Blob(["jpeg"], { type: "image/jpeg" }));
    },
  };
  return { seen, all };
}

const file = (name = "a.jpg", size = 10, type = "") =>
  new File([new Uint8Array(size)], name, { type });

Deno.test("a photo keeps its proportions, and its longer side is at most 2,000 pixels", () => {
  const sizes: [number, number, string][] = [
    [8064, 6048, "2000x1500"],
    [3000, 4000, "1500x2000"],
    [640, 480, "640x480"],
    [12_000, 1, "2000x1"],
  ];
  for (const [width, height, expected] of sizes) {
    const size = fitted({ width, height })!;
    expect(`${size.width}x${size.height}`).toBe(expected);
  }
  expect(fitted({ width: 0, height: 9 })).toBe(null);
});

Deno.test("the photo is redrawn at that size, and its memory is freed", async () => {
  const { seen, all } = tools(4000, 3000);
  expect((await preparePhoto(file(), all)).ok).toBe(true);
  expect(seen).toEqual({ closed: 1, sizes: ["2000x1500"] });
});

Deno.test("a file that the browser cannot read is refused with advice", async () => {
  const blind = {
    ...tools(1, 1).all,
    decode: () => Promise.reject(new Error()),
  };
  const words = async (file: File) => {
    const prepared = await preparePhoto(file, blind);
    return prepared.ok ? "" : prepared.words;
  };
  expect(await words(file("IMG_1.HEIC"))).toContain("screenshot");
  expect(await words(file("x", 10, "image/heif"))).toContain("screenshot");
  expect(await words(file("a.pdf"))).toContain("JPEG, PNG or WebP");
});

Deno.test("an empty file and one of 40 MB are not opened at all", async () => {
  let opened = 0;
  const { all } = tools(1, 1);
  const counting: ImageCodec = {
    ...all,
    decode: (file) => (opened++, all.decode(file)),
  };
  for (const size of [0, 40 * 1024 * 1024 + 1]) {
    expect((await preparePhoto(file("a.jpg", size), counting)).ok).toBe(false);
  }
  expect(opened).toBe(0);
});

Deno.test("a browser that cannot draw the photo reports it and still frees the memory", async () => {
  const { seen, all } = tools(9000, 9000);
  const prepared = await preparePhoto(file(), {
    ...all,
    encode: () => Promise.resolve(null),
  });
  expect(prepared).toMatchObject({ ok: false });
  expect(seen.closed).toBe(1);
});

Deno.test("a photo of more than 24 megapixels is not decoded, and one of a phone is", async () => {
  let decoded = 0;
  const { all } = tools(1, 1);
  const counting: ImageCodec = {
    ...all,
    decode: (file) => (decoded++, all.decode(file)),
  };
  const giant = new File([pngOfSize(8000, 8000)], "a.png");
  const refused = await preparePhoto(giant, counting);
  expect(refused.ok ? "" : refused.words).toContain("24 megapixels");
  expect(decoded).toBe(0);
  const phone = new File([jpegOfSize(5712, 4284)], "a.jpg");
  expect((await preparePhoto(phone, counting)).ok).toBe(true);
  expect(decoded).toBe(1);
});

Deno.test("a canvas gives its memory back once its picture is encoded: phones have little for all of them, and free it late", async () => {
  const canvas = {
    width: 0,
    height: 0,
    drawn: "",
    getContext: () => ({
      fillRect() {},
      drawImage() {
        canvas.drawn = `${canvas.width}x${canvas.height}`;
      },
    }),
    toBlob: (done: (blob: Blob | null) => void) =>
      queueMicrotask(() => done(new Blob(["a JPEG"]))),
  };
  const browser = globalThis as { document?: unknown };
  browser.document = { createElement: () => canvas };
  try {
    const image = { width: 5712, height: 4284, close() {} };
    const blob = await browserTools.encode(image, image, { quality: 0.9 });
    expect(blob?.size).toBe(6);
    expect(canvas).toMatchObject({ drawn: "5712x4284", width: 0, height: 0 });
  } finally {
    delete browser.document;
  }
});
