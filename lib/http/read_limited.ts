/**
 * The body as text, or null if it is larger than `limit` bytes. Stops reading at
 * the limit: what a sender claims in `content-length` is not believed.
 */
export async function readLimited(
  req: Request,
  limit: number,
): Promise<string | null> {
  if (req.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of req.body) {
    size += chunk.byteLength;
    if (size > limit) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
