/** Bodies as a hostile sender writes them. */
export const BOUNDARY = "----test";
export const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

export interface Part {
  readonly name?: string;
  readonly file?: string;
  readonly value: string;
  readonly header?: string;
}

export function partText({ name = "a", file, value, header = "" }: Part) {
  const filename = file === undefined ? "" : `; filename="${file}"`;
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${filename}\r\n${header}\r\n${value}\r\n`;
}

export function formText(parts: readonly Part[]): string {
  return `${parts.map(partText).join("")}--${BOUNDARY}--\r\n`;
}

/** A body that produces chunks while it is read, and counts them. */
export function streamed(chunk: () => Uint8Array | null) {
  const counted = { bytes: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = chunk();
      if (next === null) return controller.close();
      counted.bytes += next.length;
      controller.enqueue(next);
    },
    cancel() {
      counted.cancelled = true;
    },
  }, { highWaterMark: 0 });
  return { stream, counted };
}

export function post(
  body: BodyInit | ReadableStream<Uint8Array>,
  type = TYPE,
): Request {
  return new Request("http://localhost/book", {
    method: "POST",
    headers: { "content-type": type },
    body,
  });
}

/** A chunk per part, without an end. */
export function endlessParts() {
  const part = new TextEncoder().encode(partText({ value: "b" }));
  return streamed(() => part);
}

/** The text in chunks of this many bytes. */
export function inChunks(text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return streamed(() =>
    at >= bytes.length ? null : bytes.slice(at, at += size)
  );
}
