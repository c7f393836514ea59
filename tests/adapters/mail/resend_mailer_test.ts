import { expect } from "expect";
import {
  createResendMailer,
  MailError,
} from "@/lib/adapters/mail/resend_mailer.ts";
import type { RenderedMail } from "@/lib/ports/mod.ts";

const MAIL: RenderedMail = {
  id: "01JD9XKZ0000000000000000AA",
  consultationId: null,
  to: "clara@example.com",
  subject: "Confirmed: Bridal trial with Inès Vidal",
  html: "<p>hello</p>",
  text: "hello\n",
  headers: { "List-Unsubscribe": "<https://vidal.example/stop/abc>" },
  attachments: [{
    filename: "consultation.ics",
    contentType: "text/calendar; charset=utf-8; method=REQUEST",
    content: "SUMMARY:Inès\r\n",
  }],
};
const FROM = "Atelier Vidal <hello@vidal.example>";

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A server on a real socket that answers like Resend and records the requests. */
async function withResend(
  answer: (asked: Asked) => Response | Promise<Response>,
  work: (
    send: (mail?: RenderedMail) => Promise<void>,
    asked: Asked[],
  ) => Promise<void>,
  deadlineMs = 5_000,
): Promise<void> {
  const asked: Asked[] = [];
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (req) => {
      const one = {
        url: new URL(req.url).pathname,
        method: req.method,
        headers: req.headers,
        body: await req.json(),
      };
      asked.push(one);
      return await answer(one);
    },
  );
  const mailer = createResendMailer({
    apiKey: "re_test_key",
    from: FROM,
    baseUrl: `http://127.0.0.1:${server.addr.port}`,
    deadlineMs,
  });
  await work((mail = MAIL) => mailer.send(mail), asked);
}

const sent = () => Response.json({ id: "49a3999c" });
const refusing = (statusCode: number, name: string) => () =>
  Response.json(
    { statusCode, name, message: "about clara@example.com" },
    { status: statusCode },
  );

Deno.test("a complete mail goes to Resend, with its id as the idempotency key", async () => {
  await withResend(sent, async (send, asked) => {
    await send();
    expect(asked.length).toBe(1);
    expect(asked[0]).toMatchObject({
      url: "/emails",
      method: "POST",
      body: {
        from: FROM,
        to: ["clara@example.com"],
        subject: MAIL.subject,
        html: MAIL.html,
        text: MAIL.text,
        headers: MAIL.headers,
        attachments: [{
          filename: "consultation.ics",
          content_type: "text/calendar; charset=utf-8; method=REQUEST",
          // "SUMMARY:Inès" and a line break, as UTF-8.
          content: "U1VNTUFSWTpJbsOocw0K",
        }],
      },
    });
    expect(asked[0]?.headers.get("idempotency-key")).toBe(MAIL.id);
    expect(asked[0]?.headers.get("authorization")).toBe("Bearer re_test_key");
  });
});

Deno.test("a photo goes to Resend as its bytes in base64, and has more time than a mail without one", async () => {
  const photo = {
    filename: "photo-1.jpg",
    contentType: "image/jpeg",
    content: Uint8Array.of(0xff, 0xd8, 0xff),
  };
  const gaveUp = Promise.withResolvers<void>();
  const slowly = async () => {
    await gaveUp.promise;
    return sent();
  };
  await withResend(slowly, async (send, asked) => {
    const without = send();
    const withPhoto = send({ ...MAIL, attachments: [photo] });
    await expect(without).rejects.toThrow(MailError);
    gaveUp.resolve();
    await withPhoto;
    const bodies = asked.map(({ body }) => body);
    expect(bodies).toContainEqual(expect.objectContaining({
      attachments: [{
        filename: "photo-1.jpg",
        content_type: "image/jpeg",
        content: "/9j/",
      }],
    }));
  }, 200);
});

Deno.test("a retry uses the same key and the same bytes", async () => {
  let calls = 0;
  const second = () => ++calls === 1 ? refusing(500, "boom")() : sent();
  await withResend(second, async (send, asked) => {
    await expect(send()).rejects.toThrow(MailError);
    await send();
    expect(asked[1]?.body).toEqual(asked[0]?.body);
    expect(asked[1]?.headers.get("idempotency-key"))
      .toBe(asked[0]?.headers.get("idempotency-key") as string);
  });
});

for (
  const [status, name] of [
    [401, "invalid_api_key"],
    [409, "concurrent_idempotent_requests"],
    [422, "validation_error"],
    [429, "rate_limit_exceeded"],
    [500, "internal_server_error"],
  ] as const
) {
  Deno.test(`a refusal (${status} ${name}) is thrown by name, without the person's address`, async () => {
    await withResend(refusing(status, name), async (send) => {
      const error = await send().catch((error) => error);
      expect(error).toBeInstanceOf(MailError);
      expect(error).toMatchObject({ reason: name, status });
      expect(String(error)).not.toContain("clara");
    });
  });
}

Deno.test("an answer that is not JSON is also a refusal", async () => {
  const page = () => new Response("<h1>Bad gateway</h1>", { status: 502 });
  await withResend(page, async (send) => {
    await expect(send()).rejects.toMatchObject({ status: 502 });
  });
});

Deno.test("a mail that already went out with other content counts as sent", async () => {
  const known = refusing(409, "invalid_idempotent_request");
  await withResend(known, async (send) => {
    await send();
  });
});

Deno.test("a Resend that does not answer is given up at the deadline", async () => {
  const { promise: never, resolve } = Promise.withResolvers<Response>();
  await withResend(() => never, async (send) => {
    const error = await send().catch((error) => error);
    resolve(sent());
    expect(error).toBeInstanceOf(MailError);
    expect(error).toMatchObject({ status: null });
  }, 50);
});

Deno.test("a refused connection is a retryable error, not a crash", async () => {
  const closed = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = closed.addr;
  closed.close();
  const mailer = createResendMailer({
    apiKey: "re_test_key",
    from: FROM,
    baseUrl: `http://127.0.0.1:${port}`,
  });
  await expect(mailer.send(MAIL)).rejects.toThrow(MailError);
});

Deno.test("a mail without headers and attachments sends none", async () => {
  await withResend(sent, async (send, asked) => {
    await send({ ...MAIL, headers: {}, attachments: [] });
    expect(asked[0]?.body).toMatchObject({ attachments: [], headers: {} });
  });
});

Deno.test("attack: a header value that contains a second header is never sent", async () => {
  await withResend(sent, async (send, asked) => {
    for (
      const headers of [
        { "List-Unsubscribe": "<https://a.example>\r\nBcc: c@d.example" },
        { "List-Unsubscribe": "one\ntwo" },
        { "X: y\r\nBcc": "c@d.example" },
        { "": "nothing" },
      ]
    ) {
      await expect(send({ ...MAIL, headers } as RenderedMail)).rejects.toThrow(
        "not_one_header",
      );
    }
    expect(asked).toEqual([]);
  });
});

Deno.test("attack: an address that contains several addresses or a header is never sent", async () => {
  await withResend(sent, async (send, asked) => {
    for (
      const to of [
        "a@b.example,c@d.example",
        "a@b.example;c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "Clara <a@b.example>",
        "a@b.example c@d.example",
        "nobody",
        "",
      ]
    ) {
      await expect(send({ ...MAIL, to })).rejects.toThrow("not_one_address");
    }
    expect(asked).toEqual([]);
  });
});

Deno.test("a refusal about the sender is the studio's, and can be retried; one about the mail is for good", async () => {
  const refusal = (statusCode: number, name: string, message: string) => () =>
    Response.json({ statusCode, name, message }, { status: statusCode });
  const told = async (answer: () => Response) => {
    let error: unknown;
    await withResend(answer, async (send) => {
      error = await send().catch((error) => error);
    });
    const { aboutAccount, retryable } = error as MailError;
    return { aboutAccount, retryable };
  };
  const studios = { aboutAccount: true, retryable: true };
  for (
    const answer of [
      refusal(
        422,
        "validation_error",
        "Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.",
      ),
      refusal(422, "invalid_from_address", "no"),
      refusal(403, "validation_error", "The domain is not verified."),
      refusal(401, "invalid_api_key", "no"),
    ]
  ) expect(await told(answer)).toEqual(studios);
  expect(
    await told(refusal(422, "validation_error", "Invalid `to` field.")),
  ).toEqual({ aboutAccount: false, retryable: false });
});
