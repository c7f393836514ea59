import { SECOND } from "@/lib/domain/instant.ts";
import type { Mailer, RenderedMail } from "@/lib/ports.ts";

export interface ResendOptions {
  readonly apiKey: string;
  readonly from: string;
  /** Another host than Resend's, for tests. */
  readonly baseUrl?: string;
  /** How long one attempt may take; the outbox tries again. */
  readonly deadlineMs?: number;
}

/**
 * Mails through Resend (https://resend.com/docs/api-reference/emails/send-email).
 *
 * The mail's id is the idempotency key, which Resend remembers for 24 hours: a
 * retry after a lost answer sends nothing twice.
 */
export function createResendMailer(options: ResendOptions): Mailer {
  const { apiKey, from, baseUrl, deadlineMs = 10 * SECOND } = options;
  // Loaded with the first mail: a server that only shows pages does not pay for it.
  const client = once(async () => {
    const { Resend } = await import("resend");
    return new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  });
  return {
    async send(mail) {
      const { emails } = await client();
      const { error } = await emails.send({
        from,
        to: [oneAddress(mail)],
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        headers: oneLineEach(mail.headers),
        attachments: mail.attachments.map((
          { filename, contentType, content },
        ) => ({
          filename,
          contentType,
          // A string would be taken for base64.
          content: new TextEncoder().encode(content),
        })),
      }, {
        idempotencyKey: mail.id,
        signal: AbortSignal.timeout(deadlineMs),
      });
      if (error === null || error.name === SENT_BEFORE) return;
      // Name and status only: Resend's sentence may quote the address.
      throw new MailNotSent(error.name, error.statusCode ?? null);
    },
  };
}

/**
 * The key is known with other bytes: the mail went out before an update of the
 * product changed its words. Sending it again would be the mistake.
 */
const SENT_BEFORE = "invalid_idempotent_request";

/** What is wrong with the mail itself. */
const FOR_GOOD = new Set(["not_one_address", "not_one_header"]);

/** Resend refused, or did not answer within the deadline (`status` is null). */
export class MailNotSent extends Error {
  override readonly name = "MailNotSent";
  constructor(readonly reason: string, readonly status: number | null) {
    super(`Resend: ${reason}${status === null ? "" : ` (${status})`}`);
  }

  /** Is it worth trying again? A wrong key may be put right; a wrong address stays wrong. */
  get retryable(): boolean {
    return !FOR_GOOD.has(this.reason) && this.status !== 422;
  }
}

/** One mail goes to one person: a list in the address would be somebody's attack. */
function oneAddress(mail: RenderedMail): string {
  if (/^[^\s,;<>"]+@[^\s,;<>"@]+$/.test(mail.to)) return mail.to;
  throw new MailNotSent("not_one_address", null);
}

/** A value of two lines would be a header of somebody else's. */
function oneLineEach(
  headers: RenderedMail["headers"],
): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[A-Za-z0-9-]+$/.test(name) || /\p{Cc}/u.test(value)) {
      throw new MailNotSent("not_one_header", null);
    }
  }
  return { ...headers };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    // A failed load must not be remembered, or no later mail would ever go out.
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
