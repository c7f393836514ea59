import { expect } from "expect";
import type {
  Drawable,
  ImageCodec,
} from "@/lib/client/booking/prepare_photo.ts";
import { prepareStill, withinArea } from "@/lib/client/stills/prepare_still.ts";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { jpegOfSize } from "@/tests/_support/images.ts";

interface Encoded {
  readonly width: number;
  readonly height: number;
  readonly quality: number;
}

/** A browser that decodes everything, and draws canvases up to this area. */
function aCodec(
  { size = { width: 4032, height: 3024 }, most = Infinity, bytes = () => 1 }: {
    readonly size?: { readonly width: number; readonly height: number };
    readonly most?: number;
    readonly bytes?: (encoded: Encoded) => number;
  } = {},
) {
  const encoded: Encoded[] = [];
  let closed = 0;
  const image: Drawable = { ...size, close: () => void closed++ };
  const tools: ImageCodec = {
    decode: () => Promise.resolve(image),
    encode(_, { width, height }, { quality }) {
      const one = { width, height, quality };
      encoded.push(one);
      return Promise.resolve(
        width * height > most
          ? null
          : new Blob([new Uint8Array(bytes(one))], { type: "image/jpeg" }),
      );
    },
  };
  return { tools, encoded, image, closed: () => closed };
}

const file = (width: number, height: number) =>
  new Blob([jpegOfSize(width, height)], { type: "image/jpeg" });

Deno.test("a phone's picture keeps its full size, and is encoded again", async () => {
  const { tools, encoded, closed } = aCodec();
  const prepared = await prepareStill(file(4032, 3024), tools);
  expect(prepared.ok && prepared.blob.type).toBe("image/jpeg");
  expect(encoded).toEqual([{ width: 4032, height: 3024, quality: 0.92 }]);
  expect(closed()).toBe(1);
});

Deno.test("a picture of 40 megapixels is scaled down to what the server takes, instead of refused", async () => {
  const { tools, encoded } = aCodec({ size: { width: 8000, height: 5000 } });
  expect((await prepareStill(file(8000, 5000), tools)).ok).toBe(true);
  const { width, height } = encoded[0]!;
  expect(width * height).toBeLessThanOrEqual(PHOTO_LIMITS.area);
  expect(width * height).toBeGreaterThan(PHOTO_LIMITS.area * 0.999);
  expect(width / height).toBeCloseTo(1.6, 2);
});

Deno.test("a picture that decoding would crash the page with is refused before it is decoded", async () => {
  const { tools, encoded } = aCodec();
  const prepared = await prepareStill(file(12_000, 9_000), tools);
  expect(prepared).toMatchObject({
    ok: false,
    words: expect.stringContaining("64 megapixels"),
  });
  expect(encoded).toEqual([]);
});

Deno.test("too many bytes lower the quality, and then the size", async () => {
  const { tools, encoded } = aCodec({
    bytes: ({ width, quality }) =>
      width > 4000 || quality > 0.9 ? PHOTO_LIMITS.bytes + 1 : 1000,
  });
  expect((await prepareStill(file(4032, 3024), tools)).ok).toBe(true);
  expect(encoded.map(({ width, quality }) => [width, quality])).toEqual([
    [4032, 0.92],
    [4032, 0.8],
    [4032, 0.92],
    [4032, 0.8],
    [3326, 0.92],
    [3326, 0.8],
  ]);
});

Deno.test("a phone that draws only smaller canvases gets one of those", async () => {
  const { tools, encoded } = aCodec({
    size: { width: 5712, height: 4284 },
    most: 16_777_216,
  });
  expect((await prepareStill(file(5712, 4284), tools)).ok).toBe(true);
  const { width, height } = encoded.at(-1)!;
  expect(width * height).toBeLessThanOrEqual(16_777_216);
  const none = aCodec({ most: 0 });
  expect((await prepareStill(file(4032, 3024), none.tools)).ok).toBe(false);
  expect(none.closed()).toBe(1);
});

Deno.test("a frame of the video is encoded as it is", async () => {
  const { tools, encoded, image, closed } = aCodec({
    size: { width: 1920, height: 1080 },
  });
  expect((await prepareStill(image, tools)).ok).toBe(true);
  expect(encoded).toEqual([{ width: 1920, height: 1080, quality: 0.92 }]);
  expect(closed()).toBe(1);
});

Deno.test("what is empty, enormous, HEIC or no picture is refused with its own words", async () => {
  const { tools } = aCodec();
  const broken: ImageCodec = {
    ...tools,
    decode: () => Promise.reject(new Error("not an image")),
  };
  const refused = async (blob: Blob) => {
    const prepared = await prepareStill(blob, broken);
    return prepared.ok ? null : prepared.words;
  };
  const words = [
    await refused(new Blob()),
    await refused(new Blob([new Uint8Array(65 * 1024 * 1024)])),
    await refused(new Blob(["x"], { type: "image/heic" })),
    await refused(new Blob(["x"], { type: "text/html" })),
  ];
  expect(words).toEqual([
    "This file is empty.",
    expect.stringContaining("64 MB"),
    expect.stringContaining("HEIC"),
    expect.stringContaining("can’t read this file"),
  ]);
});

Deno.test("no side is longer than the server takes, and nothing without dimensions is drawn", () => {
  expect(withinArea({ width: 20_000, height: 500 }, 24_500_000))
    .toEqual({ width: 12_000, height: 300 });
  expect(withinArea({ width: 20, height: 0 }, 24_500_000)).toBeNull();
  expect(withinArea({ width: NaN, height: 5 }, 24_500_000)).toBeNull();
});
