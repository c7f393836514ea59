import { expect } from "expect";
import fc from "fast-check";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { checkImage } from "@/lib/domain/image/check.ts";
import { orientationIn } from "@/lib/domain/image/exif.ts";
import {
  bytesOf,
  concat,
  exifBlock,
  HIDDEN,
  holds,
  IMAGES,
  jpegOfSize,
  NOT_IMAGES,
  pngChunk,
  pngOfSize,
  withChunk,
  withExif,
  withSegment,
  withWebpChunk,
} from "@/tests/_support/images.ts";

function kept(bytes: Uint8Array) {
  const checked = checkImage(bytes);
  if (!checked.ok) throw new Error(checked.code);
  return checked.value;
}

function refused(bytes: Uint8Array): string | undefined {
  const checked = checkImage(bytes);
  return checked.ok ? undefined : checked.code;
}

Deno.test("JPEG, PNG and WebP in each variant are accepted, with their size", () => {
  const types = Object.fromEntries(
    Object.entries(IMAGES).map(([name, bytes]) => {
      const { type, width, height } = kept(bytes);
      expect([name, width, height]).toEqual([name, 24, 8]);
      return [name, type];
    }),
  );
  expect(types).toEqual({
    jpeg: "image/jpeg",
    progressive: "image/jpeg",
    png: "image/png",
    palette: "image/png",
    webp: "image/webp",
    lossless: "image/webp",
    extended: "image/webp",
  });
});

Deno.test("a stripped image stays unchanged", () => {
  for (const bytes of Object.values(IMAGES)) {
    const once = kept(bytes).bytes;
    expect(kept(once).bytes).toEqual(once);
  }
  const turned = kept(withExif(IMAGES.jpeg, 6)).bytes;
  expect(kept(turned).bytes).toEqual(turned);
});

Deno.test("the image data is not touched: only metadata goes", () => {
  const { jpeg } = IMAGES;
  expect(kept(jpeg).bytes).toEqual(jpeg);
  expect(kept(withExif(jpeg)).bytes).toEqual(jpeg);
});

Deno.test("GIF, SVG, HTML, PDF, ZIP and HEIC are not accepted, whatever their name says", () => {
  for (const [name, bytes] of Object.entries(NOT_IMAGES)) {
    expect([name, refused(bytes)]).toEqual([name, "photo_type"]);
    // The same before an image: readers of those formats search for their
    // signature anywhere.
    const before = concat(bytes, IMAGES.jpeg);
    expect([name, refused(before)]).toEqual([name, "photo_type"]);
  }
});

Deno.test("data after the end of an image is cut off: ZIP, HTML, script and PDF", () => {
  for (const [name, image] of Object.entries(IMAGES)) {
    const clean = kept(image).bytes;
    for (const bytes of [...Object.values(NOT_IMAGES), bytesOf(HIDDEN)]) {
      const checked = kept(concat(image, bytes));
      expect([name, checked.bytes]).toEqual([name, clean]);
    }
  }
});

Deno.test("comments, locations, cameras and thumbnails are removed, wherever they were hidden", () => {
  const { jpeg, png, extended } = IMAGES;
  const hidden = bytesOf(HIDDEN);
  const html = bytesOf(`<script>/*${HIDDEN}*/</script>`);
  const thumbnail = concat(
    bytesOf("JFIF\0"),
    Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 5, 1),
    bytesOf(HIDDEN),
  );
  const all: Uint8Array[] = [
    withExif(jpeg),
    withSegment(jpeg, 0xfe, html),
    withSegment(jpeg, 0xe0, thumbnail),
    withSegment(
      jpeg,
      0xe1,
      concat(bytesOf("http://ns.adobe.com/xap/1.0/\0"), hidden),
    ),
    withSegment(jpeg, 0xe2, concat(bytesOf("MPF\0"), hidden)),
    withSegment(jpeg, 0xed, concat(bytesOf("Photoshop 3.0\0"), hidden)),
    withSegment(jpeg, 0xef, hidden),
    withChunk(png, "tEXt", concat(bytesOf("Comment\0"), hidden)),
    withChunk(png, "iTXt", html),
    withChunk(png, "zTXt", hidden),
    withChunk(png, "eXIf", exifBlock(1)),
    withChunk(png, "prVt", hidden),
    withWebpChunk(extended, "EXIF", exifBlock(1)),
    withWebpChunk(extended, "XMP ", hidden),
    withWebpChunk(extended, "what", html),
  ];
  for (const bytes of all) {
    expect(holds(bytes, HIDDEN)).toBe(true);
    expect(holds(kept(bytes).bytes, HIDDEN)).toBe(false);
  }
});

Deno.test("the orientation is kept, and nothing else of the Exif data", () => {
  const { jpeg, png, extended } = IMAGES;
  for (let orientation = 2; orientation <= 8; orientation++) {
    const all = [
      withExif(jpeg, orientation),
      withChunk(png, "eXIf", exifBlock(orientation)),
      withWebpChunk(extended, "EXIF", exifBlock(orientation)),
    ];
    for (const bytes of all) {
      const stripped = kept(bytes).bytes;
      const at = stripped.findIndex((_, i) =>
        orientationIn(stripped.subarray(i)) === orientation
      );
      expect([orientation, at > 0]).toEqual([orientation, true]);
      expect(holds(stripped, HIDDEN)).toBe(false);
      expect(stripped.length).toBeLessThan(bytes.length);
    }
  }
});

Deno.test("colour profiles stay: without them skin changes colour", () => {
  const profile = concat(bytesOf("ICC_PROFILE\0"), Uint8Array.of(1, 1, 9, 9));
  const jpeg = withSegment(IMAGES.jpeg, 0xe2, profile);
  expect(holds(kept(jpeg).bytes, "ICC_PROFILE")).toBe(true);
  const png = withChunk(IMAGES.png, "iCCP", bytesOf("sRGB\0\0xx"));
  expect(holds(kept(png).bytes, "iCCP")).toBe(true);
});

Deno.test("an image that is truncated anywhere is damaged, and is refused", () => {
  for (const [name, bytes] of Object.entries(IMAGES)) {
    for (let length = 12; length < bytes.length; length++) {
      const code = refused(bytes.subarray(0, length));
      expect([name, length, code]).toEqual([name, length, "photo_unreadable"]);
    }
  }
  expect(refused(new Uint8Array())).toBe("photo_unreadable");
});

Deno.test("a PNG with a wrong checksum, or an unknown critical chunk, is refused", () => {
  const broken = Uint8Array.from(IMAGES.png);
  broken[20]! ^= 1;
  expect(refused(broken)).toBe("photo_unreadable");
  const unknown = withChunk(IMAGES.png, "NEED", bytesOf("?"));
  expect(refused(unknown)).toBe("photo_unreadable");
});

Deno.test("an animated WebP is refused", () => {
  const { extended } = IMAGES;
  const moving = withWebpChunk(extended, "ANMF", new Uint8Array(16));
  expect(refused(moving)).toBe("photo_unreadable");
});

Deno.test("a small file that claims huge dimensions is refused before anybody decodes it", () => {
  expect(refused(jpegOfSize(65_535, 65_535))).toBe("photo_too_large");
  expect(refused(jpegOfSize(12_001, 1))).toBe("photo_too_large");
  expect(refused(pngOfSize(0x7fff_ffff, 0x7fff_ffff))).toBe("photo_too_large");
  expect(refused(pngOfSize(9_000, 9_000))).toBe("photo_too_large");
  // 17 kB that are 256 MB once decoded.
  expect(refused(pngOfSize(8_000, 8_000))).toBe("photo_too_large");
  expect(refused(jpegOfSize(5_000, 5_000))).toBe("photo_too_large");
  // A phone's largest.
  expect(checkImage(jpegOfSize(5712, 4284)).ok).toBe(true);
  expect(refused(pngOfSize(0, 8))).toBe("photo_unreadable");
});

Deno.test("a JPEG with a thousand scans is refused", () => {
  const { jpeg } = IMAGES;
  const scan = jpeg.subarray(lastScan(jpeg), jpeg.length - 2);
  const scans = Array.from({ length: 1000 }, () => scan);
  const bomb = concat(
    jpeg.subarray(0, -2),
    ...scans,
    Uint8Array.of(0xff, 0xd9),
  );
  expect(refused(bomb)).toBe("photo_unreadable");
});

Deno.test("40 MB are refused unread", () => {
  const large = concat(IMAGES.jpeg, new Uint8Array(40 * 1024 * 1024));
  expect(refused(large)).toBe("photo_too_large");
  const most = new Uint8Array(PHOTO_LIMITS.bytes);
  most.set(IMAGES.jpeg);
  expect(refused(most)).toBeUndefined();
});

Deno.test("for any input the check answers, and what it keeps passes it again", () => {
  const any = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    // Images with some bytes changed, some removed and some inserted.
    fc.record({
      image: fc.constantFrom(...Object.values(IMAGES)),
      edits: fc.array(
        fc.record({ at: fc.nat(600), byte: fc.nat(255), cut: fc.nat(3) }),
        { maxLength: 6 },
      ),
    }).map(({ image, edits }) => {
      const bytes = [...image];
      for (const { at, byte, cut } of edits) {
        bytes.splice(at % bytes.length, cut, byte);
      }
      return Uint8Array.from(bytes);
    }),
    // Long runs of bytes that a scan must skip.
    fc.record({ byte: fc.constantFrom(0, 0xd0, 0xff), count: fc.nat(50_000) })
      .map(({ byte, count }) =>
        concat(
          IMAGES.jpeg.subarray(0, -2),
          Uint8Array.from({ length: count }, (_, i) => i % 2 ? byte : 0xff),
        )
      ),
  );
  fc.assert(
    fc.property(any, (bytes) => {
      const checked = checkImage(bytes);
      if (!checked.ok) return;
      const again = checkImage(checked.value.bytes);
      expect(again).toEqual(checked);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("the time grows linearly with the size, not with its square", () => {
  const fill = (size: number) => {
    const bytes = new Uint8Array(size).fill(0xff);
    bytes.set(IMAGES.jpeg.subarray(0, -2));
    return bytes;
  };
  // The shortest of several: on a busy machine any one may wait for its turn.
  const took = (bytes: Uint8Array) =>
    Math.min(...Array.from({ length: 5 }, () => {
      const from = performance.now();
      checkImage(bytes);
      return performance.now() - from;
    }));
  took(fill(1_000_000));
  const [small, large] = [took(fill(250_000)), took(fill(4_000_000))];
  // Sixteen times the bytes: quadratic time would take 256 times as long.
  expect(large / small).toBeLessThan(100);
});

function lastScan(jpeg: Uint8Array): number {
  for (let at = jpeg.length - 2; at > 0; at--) {
    if (jpeg[at] === 0xff && jpeg[at + 1] === 0xda) return at;
  }
  throw new Error("no scan");
}

Deno.test("an image of very many pieces is refused after 4,096 of them, and a camera's few hundred are not", () => {
  const repeated = (piece: Uint8Array, count: number) =>
    concat(...Array<Uint8Array>(count).fill(piece));
  const comment = Uint8Array.of(0xff, 0xfe, 0, 2);
  const empty = pngChunk("teXt", new Uint8Array());
  const { jpeg, png, extended } = IMAGES;
  const bombs = (count: number) => [
    concat(jpeg.subarray(0, 2), repeated(comment, count), jpeg.subarray(2)),
    concat(png.subarray(0, 33), repeated(empty, count), png.subarray(33)),
    withWebpChunks(extended, count),
  ];
  for (const bomb of bombs(5000)) {
    expect(refused(bomb)).toBe("photo_unreadable");
  }
  for (const image of bombs(300)) expect(checkImage(image).ok).toBe(true);
});

Deno.test("a JPEG segment with more tables than a decoder has places for is refused", () => {
  const { jpeg } = IMAGES;
  const table = concat(Uint8Array.of(0), new Uint8Array(16));
  const withTables = (count: number) =>
    withSegment(
      jpeg,
      0xc4,
      concat(...Array<Uint8Array>(count).fill(table)),
    );
  expect(checkImage(withTables(8)).ok).toBe(true);
  expect(refused(withTables(9))).toBe("photo_unreadable");
});

function withWebpChunks(webp: Uint8Array, count: number) {
  const chunk = concat(bytesOf("XXXX"), new Uint8Array(4));
  const all = concat(webp, ...Array<Uint8Array>(count).fill(chunk));
  new DataView(all.buffer).setUint32(4, all.length - 8, true);
  return all;
}
