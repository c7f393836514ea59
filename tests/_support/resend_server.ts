/**
 * A Resend server on a real socket
 * (https://resend.com/docs/dashboard/emails/idempotency-keys): the same key and
 * bytes count as one mail, the same key with other bytes is refused.
 */
export interface ResendServer extends AsyncDisposable {
  readonly url: string;
  /** Accepted mails, one per key. */
  readonly mails: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }[];
  /** How often a key was reused with other bytes. */
  readonly mismatches: () => number;
  /** Wraps each request; if it throws, the response is a 500. */
  around: (take: () => Promise<void>) => Promise<unknown>;
  /** If set, refuses everything with this status. */
  refuses: number | null;
}

export function resendServer(): ResendServer {
  const taken = new Map<string, string>();
  const mails: { to: string; subject: string; text: string }[] = [];
  let mismatches = 0;
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (req) => {
      const key = req.headers.get("idempotency-key") ?? "";
      const bytes = await req.text();
      if (resend.refuses !== null) return refusal(resend.refuses);
      const known = taken.get(key);
      const other = known !== undefined && known !== bytes;
      if (other) mismatches++;
      try {
        const heard = await resend.around(() => {
          if (known === undefined) {
            const { to, subject, text } = JSON.parse(bytes);
            taken.set(key, bytes);
            mails.push({ to: to[0], subject, text });
          }
          return Promise.resolve();
        });
        if (heard === false) return refusal(500);
      } catch {
        return refusal(500);
      }
      return other
        ? refusal(409, "invalid_idempotent_request")
        : Response.json({ id: key });
    },
  );
  const resend: ResendServer = {
    url: `http://127.0.0.1:${server.addr.port}`,
    mails,
    mismatches: () => mismatches,
    around: (take) => take(),
    refuses: null,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  return resend;
}

function refusal(status: number, name = "refused") {
  return Response.json({ statusCode: status, name, message: "no" }, { status });
}
