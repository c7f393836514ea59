/** A calendar file to open or to save. Not an attachment: phones then offer to add it at once. */
export function calendarFile(content: string): Response {
  return new Response(content, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="consultation.ics"',
    },
  });
}

/**
 * A feed, for programs that poll every hour: private to them, and revalidated
 * each time (RFC 9110, 13.1.2).
 */
export async function calendarFeed(req: Request, { content, hash }: {
  readonly content: string;
  readonly hash: (text: string) => Promise<string>;
}): Promise<Response> {
  const etag = `"${await hash(content)}"`;
  const headers = { etag, "cache-control": "private, no-cache" };
  if (matches(req.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(content, {
    headers: { ...headers, "content-type": "text/calendar; charset=utf-8" },
  });
}

/** A list of tags, some perhaps weakened by a proxy that compressed the response. */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").map((tag) => tag.trim().replace(/^W\//, ""))
    .some((tag) => tag === "*" || tag === etag);
}
