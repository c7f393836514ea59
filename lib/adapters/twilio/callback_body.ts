/** Twilio's callbacks are well under 2 kB. */
const MOST_BYTES = 32 * 1024;

/**
 * Reads a form without trusting its declared length.
 *
 * @returns the form, or the status to refuse with
 */
export async function readForm(
  req: Request,
): Promise<URLSearchParams | 413 | 415> {
  const type = (req.headers.get("content-type") ?? "").split(";")[0]!.trim()
    .toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    await req.body?.cancel();
    return 415;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of req.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the rest.
    if (size > MOST_BYTES) return 413;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return new URLSearchParams(new TextDecoder().decode(bytes));
}
