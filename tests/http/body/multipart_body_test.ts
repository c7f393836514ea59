import { expect } from "expect";
import {
  MULTIPART_LIMITS,
  multipartBody,
} from "@/lib/http/body/multipart_body.ts";
import {
  endlessParts,
  formText,
  inChunks,
  partText,
  post,
  streamed,
} from "./_bodies.ts";

const MB = 1024 * 1024;
const KB = 1024;

async function codeOf(req: Request, limit = 32 * MB): Promise<string> {
  const outcome = await multipartBody(req, limit);
  return outcome.ok ? "ok" : outcome.code;
}

Deno.test("a bomb of parts is refused while it arrives: at most 64 KiB are parsed after the limit", async () => {
  const { stream, counted } = endlessParts();
  expect(await codeOf(post(stream))).toBe("body_too_large");
  const size = partText({ value: "b" }).length;
  expect(counted.bytes).toBeLessThan(MULTIPART_LIMITS.parts * size + 128 * KB);
  expect(counted.cancelled).toBe(true);
});

Deno.test("exactly as many parts as allowed are a form, one more is none", async () => {
  const parts = Array(MULTIPART_LIMITS.parts).fill({ value: "b" });
  expect(await codeOf(post(formText(parts)))).toBe("ok");
  expect(await codeOf(post(formText([...parts, { value: "b" }])))).toBe(
    "body_too_large",
  );
});

Deno.test("many small bodies are bounded like large ones", async () => {
  const parts = Array(1700).fill({ value: "b" });
  expect(await codeOf(post(formText(parts)), 128 * KB)).toBe("body_too_large");
});

Deno.test("a header that never ends is refused after 64 KiB, and so is a long one", async () => {
  const line = new TextEncoder().encode("x-long: aaaaaaaaaaaaaaaaaaaaaaaa\r\n");
  const start = new TextEncoder().encode("------test\r\n");
  let first = true;
  const { stream, counted } = streamed(() => {
    if (!first) return line;
    first = false;
    return start;
  });
  expect(await codeOf(post(stream))).toBe("body_too_large");
  expect(counted.bytes).toBeLessThan(200 * KB);
  const long = { value: "b", header: `x: ${"y".repeat(3 * KB)}\r\n` };
  expect(await codeOf(post(formText([long])))).toBe("body_too_large");
});

Deno.test("text beyond the limit of a form's fields is refused", async () => {
  const parts = Array(5).fill({ value: "b".repeat(8 * KB) });
  expect(await codeOf(post(formText(parts)))).toBe("body_too_large");
});

Deno.test("other work runs while a body arrives, however many chunks are ready at once", async () => {
  const { stream } = inChunks(
    formText([{ file: "a.bin", value: "x".repeat(20_000) }]),
    1,
  );
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  expect(await codeOf(post(stream))).toBe("ok");
  clearInterval(timer);
  expect(turns).toBeGreaterThan(20);
});

Deno.test("fields and files arrive whole, whatever the chunks: single bytes, or a boundary cut in the middle", async () => {
  const text = formText([
    { name: "name", value: "Zoë" },
    { name: "pictures", file: "", value: "" },
    { name: "pictures", file: "a.jpg", value: "x\r\n--y\r\n----tes" },
    { name: "note", value: "" },
  ]);
  for (const size of [1, 3, 7, 64, 2048, 100_000]) {
    const form = await multipartBody(post(inChunks(text, size).stream), MB);
    if (!form.ok) throw new Error(`${size}: ${form.code}`);
    const { fields, files, cut } = form.value;
    expect([...fields]).toEqual([["name", "Zoë"], ["note", ""]]);
    expect(files.map(({ name }) => name)).toEqual(["a.jpg"]);
    expect(new TextDecoder().decode(files[0]!.bytes())).toBe(
      "x\r\n--y\r\n----tes",
    );
    expect(cut).toBeNull();
  }
});

Deno.test("the line end after the last boundary may come in a block of its own", async () => {
  // Fills the first block up to the end of the last boundary.
  const rest = formText([{ name: "a", value: "" }]).length - 2;
  const text = formText([{ name: "a", value: "b".repeat(2048 - rest) }]);
  expect(text.length).toBe(2050);
  expect(await codeOf(post(inChunks(text, 2048).stream))).toBe("ok");
});

Deno.test("a form that is cut at the limit keeps the fields before it", async () => {
  const text = formText([
    { name: "name", value: "Clara" },
    { name: "pictures", file: "a.jpg", value: "x".repeat(300 * KB) },
  ]);
  const form = await multipartBody(post(text), 128 * KB);
  if (!form.ok) throw new Error(form.code);
  expect([...form.value.fields]).toEqual([["name", "Clara"]]);
  expect(form.value.files).toEqual([]);
  expect(form.value.cut).toBe("too_large");
});

Deno.test("a body that is no form, breaks off, or has a header that is no text is refused", async () => {
  expect(await codeOf(post("nonsense that is long enough"))).toBe(
    "bad_request",
  );
  expect(await codeOf(post(partText({ value: "b" })))).toBe("bad_request");
  const bytes = new TextEncoder().encode(formText([{ value: "b" }]));
  bytes[40] = 0xff;
  expect(await codeOf(post(bytes))).toBe("bad_request");
  const { stream } = streamed(() => {
    throw new TypeError("connection reset");
  });
  expect(await codeOf(post(stream))).toBe("body_aborted");
});
