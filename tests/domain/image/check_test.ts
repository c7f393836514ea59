import { expect } from "expect";
import fc from "fast-check";
import { PHOTO_LIMITS } from "@/lib/domain/photo.ts";
import { checkPicture } from "@/lib/domain/picture/check.ts";
import { orientationIn } from "@/lib/domain/picture/exif.ts";
import {
  bytesOf,
  concat,
  exifBlock,
  HIDDEN,
  holds,
  jpegOfSize,
  NOT_PICTURES,
  PICTURES,
  pngOfSize,
  withChunk,
  withExif,
  withSegment,
  withWebpChunk,
} from "../../_support/pictures.ts";

function kept(bytes: Uint8Array) {
  const checked = checkPicture(bytes);
  if (!checked.ok) throw new Error(checked.code);
  return checked.value;
}

function refused(bytes: Uint8Array): string | undefined {
  const checked = checkPicture(bytes);
  return checked.ok ? undefined : checked.code;
}

Deno.test("JPEG, PNG and WebP of each making are taken, with their size", () => {
  const types = Object.fromEntries(
    Object.entries(PICTURES).map(([name, bytes]) => {
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

Deno.test("what has been stripped once stays as it is", () => {
  for (const bytes of Object.values(PICTURES)) {
    const once = kept(bytes).bytes;
    expect(kept(once).bytes).toEqual(once);
  }
  const turned = kept(withExif(PICTURES.jpeg, 6)).bytes;
  expect(kept(turned).bytes).toEqual(turned);
});

Deno.test("a picture's own bytes are not touched: only what lies beside them goes", () => {
  const { jpeg } = PICTURES;
  expect(kept(jpeg).bytes).toEqual(jpeg);
  expect(kept(withExif(jpeg)).bytes).toEqual(jpeg);
});

Deno.test("GIF, SVG, HTML, PDF, ZIP and HEIC are no pictures here, whatever their name says", () => {
  for (const [name, bytes] of Object.entries(NOT_PICTURES)) {
    expect([name, refused(bytes)]).toEqual([name, "photo_type"]);
    // Before a picture as well: readers of those look for their mark anywhere.
    const before = concat(bytes, PICTURES.jpeg);
    expect([name, refused(before)]).toEqual([name, "photo_type"]);
  }
});

Deno.test("what follows the end of a picture is cut off: ZIP, HTML, script and PDF", () => {
  for (const [name, picture] of Object.entries(PICTURES)) {
    const clean = kept(picture).bytes;
    for (const bytes of [...Object.values(NOT_PICTURES), bytesOf(HIDDEN)]) {
      const checked = kept(concat(picture, bytes));
      expect([name, checked.bytes]).toEqual([name, clean]);
    }
  }
});

Deno.test("comments, places, cameras and thumbnails are gone, wherever they were hidden", () => {
  const { jpeg, png, extended } = PICTURES;
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

Deno.test("which way up a picture is, is kept, and of its Exif nothing else", () => {
  const { jpeg, png, extended } = PICTURES;
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

Deno.test("colour profiles stay: without them skin has another colour", () => {
  const profile = concat(bytesOf("ICC_PROFILE\0"), Uint8Array.of(1, 1, 9, 9));
  const jpeg = withSegment(PICTURES.jpeg, 0xe2, profile);
  expect(holds(kept(jpeg).bytes, "ICC_PROFILE")).toBe(true);
  const png = withChunk(PICTURES.png, "iCCP", bytesOf("sRGB\0\0xx"));
  expect(holds(kept(png).bytes, "iCCP")).toBe(true);
});

Deno.test("a picture that is cut off anywhere is damaged, and is refused", () => {
  for (const [name, bytes] of Object.entries(PICTURES)) {
    for (let length = 12; length < bytes.length; length++) {
      const code = refused(bytes.subarray(0, length));
      expect([name, length, code]).toEqual([name, length, "photo_unreadable"]);
    }
  }
  expect(refused(new Uint8Array())).toBe("photo_unreadable");
});

Deno.test("a PNG with a wrong checksum, or a chunk of unknown need, is refused", () => {
  const broken = Uint8Array.from(PICTURES.png);
  broken[20]! ^= 1;
  expect(refused(broken)).toBe("photo_unreadable");
  const unknown = withChunk(PICTURES.png, "NEED", bytesOf("?"));
  expect(refused(unknown)).toBe("photo_unreadable");
});

Deno.test("a WebP that moves is refused", () => {
  const { extended } = PICTURES;
  const moving = withWebpChunk(extended, "ANMF", new Uint8Array(16));
  expect(refused(moving)).toBe("photo_unreadable");
});

Deno.test("a small file that says it is enormous is refused, before anybody opens it", () => {
  expect(refused(jpegOfSize(65_535, 65_535))).toBe("photo_too_large");
  expect(refused(jpegOfSize(12_001, 1))).toBe("photo_too_large");
  expect(refused(pngOfSize(0x7fff_ffff, 0x7fff_ffff))).toBe("photo_too_large");
  expect(refused(pngOfSize(9_000, 9_000))).toBe("photo_too_large");
  expect(refused(pngOfSize(0, 8))).toBe("photo_unreadable");
  // A phone of fifty megapixels is no attack.
  expect(refused(jpegOfSize(8_192, 6_144))).toBeUndefined();
});

Deno.test("a JPEG with a thousand scans is refused", () => {
  const { jpeg } = PICTURES;
  const scan = jpeg.subarray(lastScan(jpeg), jpeg.length - 2);
  const scans = Array.from({ length: 1000 }, () => scan);
  const bomb = concat(
    jpeg.subarray(0, -2),
    ...scans,
    Uint8Array.of(0xff, 0xd9),
  );
  expect(refused(bomb)).toBe("photo_unreadable");
});

Deno.test("forty megabytes are refused unread", () => {
  const large = concat(PICTURES.jpeg, new Uint8Array(40 * 1024 * 1024));
  expect(refused(large)).toBe("photo_too_large");
  const most = new Uint8Array(PHOTO_LIMITS.bytes);
  most.set(PICTURES.jpeg);
  expect(refused(most)).toBeUndefined();
});

Deno.test("whatever comes, the check answers, and what it keeps passes it again", () => {
  const any = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    // Pictures with some bytes changed, some cut out and some put in.
    fc.record({
      picture: fc.constantFrom(...Object.values(PICTURES)),
      edits: fc.array(
        fc.record({ at: fc.nat(600), byte: fc.nat(255), cut: fc.nat(3) }),
        { maxLength: 6 },
      ),
    }).map(({ picture, edits }) => {
      const bytes = [...picture];
      for (const { at, byte, cut } of edits) {
        bytes.splice(at % bytes.length, cut, byte);
      }
      return Uint8Array.from(bytes);
    }),
    // Long runs of what a scan has to step over.
    fc.record({ byte: fc.constantFrom(0, 0xd0, 0xff), count: fc.nat(50_000) })
      .map(({ byte, count }) =>
        concat(
          PICTURES.jpeg.subarray(0, -2),
          Uint8Array.from({ length: count }, (_, i) => i % 2 ? byte : 0xff),
        )
      ),
  );
  fc.assert(
    fc.property(any, (bytes) => {
      const checked = checkPicture(bytes);
      if (!checked.ok) return;
      const again = checkPicture(checked.value.bytes);
      expect(again).toEqual(checked);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("the time grows with the bytes and not with their square", () => {
  const fill = (size: number) => {
    const bytes = new Uint8Array(size).fill(0xff);
    bytes.set(PICTURES.jpeg.subarray(0, -2));
    return bytes;
  };
  const took = (bytes: Uint8Array) => {
    const from = performance.now();
    for (let i = 0; i < 3; i++) checkPicture(bytes);
    return performance.now() - from;
  };
  took(fill(1_000_000));
  const [small, large] = [took(fill(250_000)), took(fill(4_000_000))];
  // Sixteen times the bytes: a square would take 256 times as long.
  expect(large / small).toBeLessThan(100);
});

function lastScan(jpeg: Uint8Array): number {
  for (let at = jpeg.length - 2; at > 0; at--) {
    if (jpeg[at] === 0xff && jpeg[at + 1] === 0xda) return at;
  }
  throw new Error("no scan");
}
