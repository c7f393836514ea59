import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Mailer, RenderedMail } from "@/lib/ports/mod.ts";

export interface ResendOptions {
  readonly apiKey: string;
  readonly from: string;
  /** Another host than Resend's, for tests. */
  readonly baseUrl?: string;
  /** How long one attempt may take; the outbox retries. */
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
          // A string would be interpreted as base64.
          content: typeof content === "string"
            ? new TextEncoder().encode(content)
            : content,
        })),
      }, {
        idempotencyKey: mail.id,
        signal: AbortSignal.timeout(deadlineMs + timeFor(mail)),
      });
      if (error === null || error.name === SENT_BEFORE) return;
      // Name and status only: Resend's message may quote the address.
      throw new MailError(error.name, error.statusCode ?? null, {
        aboutAccount: isAboutAccount(error),
      });
    },
  };
}

/**
 * More time for a mail with photos, and still less than the outbox's lease of 30
 * seconds: another sender would start the same mail.
 */
function timeFor({ attachments }: RenderedMail): number {
  return attachments.some(({ content }) => typeof content !== "string")
    ? 15 * SECOND
    : 0;
}

/**
 * The key is known with other bytes: the mail went out before an update of the
 * product changed its text. Sending it again would be a mistake.
 */
const SENT_BEFORE = "invalid_idempotent_request";

/**
 * Returns whether Resend refuses the studio's account and not this mail
 * (https://resend.com/docs/api-reference/errors): a sender that is no address
 * (422), a domain that is not verified (403), or a wrong key (401).
 */
function isAboutAccount({ name, message, statusCode }: {
  readonly name: string;
  readonly message: string;
  readonly statusCode?: number | null;
}): boolean {
  if (name === "invalid_from_address") return true;
  if (statusCode === 401 || statusCode === 403) return true;
  return statusCode === 422 && /[`'"]from[`'"]|\bfrom (?:field|address)\b/i
    .test(message);
}

/** Errors of the mail itself. */
const FOR_GOOD = new Set(["not_one_address", "not_one_header"]);

/** Resend refused, or did not answer within the deadline (`status` is null). */
export class MailError extends Error {
  override readonly name = "MailError";
  /** The sender or the key is refused, with every mail: the studio's fault, not this mail's. */
  readonly aboutAccount: boolean;

  constructor(
    readonly reason: string,
    readonly status: number | null,
    { aboutAccount = false }: { readonly aboutAccount?: boolean } = {},
  ) {
    super(`Resend: ${reason}${status === null ? "" : ` (${status})`}`);
    this.aboutAccount = aboutAccount;
  }

  /** Whether a retry can help: a wrong API key may be corrected, a wrong address stays wrong. */
  get retryable(): boolean {
    return this.aboutAccount ||
      !FOR_GOOD.has(this.reason) && this.status !== 422;
  }
}

/** One mail goes to one person: a list in the address would be an attack. */
function oneAddress(mail: RenderedMail): string {
  if (/^[^\s,;<>"]+@[^\s,;<>"@]+$/.test(mail.to)) return mail.to;
  throw new MailError("not_one_address", null);
}

/** A value with two lines would inject a header. */
function oneLineEach(
  headers: RenderedMail["headers"],
): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[A-Za-z0-9-]+$/.test(name) || /\p{Cc}/u.test(value)) {
      throw new MailError("not_one_header", null);
    }
  }
  return { ...headers };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    // A failed load must not be cached, or no later mail would ever be sent.
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
