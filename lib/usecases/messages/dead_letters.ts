import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { DeadLetter, Deps, Mail, Stored } from "@/lib/ports/mod.ts";
import { bySystem, change } from "@/lib/usecases/shared/change.ts";
import { deliver } from "./deliver_outbox.ts";
import { mailContext } from "./mail_view.ts";
import { type MailSkipReason, mailSkipReason } from "./mail_skip_reason.ts";

/**
 * A sign-in's code is not kept: the person asks for another. A text message
 * fails because of its number, and the mail beside it has the same content.
 */
export type RetryBlocker = MailSkipReason | "sign_in" | "text";

export interface DeadLetterView {
  readonly letter: DeadLetter;
  /** Why sending it now would be wrong; null if it can be sent. */
  readonly retryBlocker: RetryBlocker | null;
}

/** Messages that could not be sent, newest first, each with whether it still may be. For admins. */
export async function readDeadLetters(
  deps: Deps,
  actor: Actor | null,
): Promise<Outcome<DeadLetterView[]>> {
  if (actor?.role !== "admin") return refuse("not_found");
  const letters = await deps.outbox.deadLetters();
  return ok(
    await Promise.all(
      letters.map(async ({ value: letter }) => ({
        letter,
        retryBlocker: await retryBlockerOf(deps, letter),
      })),
    ),
  );
}

/**
 * Writes the mail again, from the current record, to the current address. A
 * dead letter keeps no secret, so a mail with a link gets a new one, which is
 * as valid as the others of this version. Two presses send one mail.
 */
export async function retryDeadLetter(
  deps: Deps,
  { actor, id }: { readonly actor: Actor | null; readonly id: string },
): Promise<Outcome<RetryBlocker | null>> {
  if (actor?.role !== "admin") return refuse("not_found");
  const letter = await deps.outbox.deadLetter(id);
  if (letter === null) return refuse("not_found");
  if ("sms" in letter.value) return ok("text");
  const { mail } = letter.value;
  const notAgain = await retryBlockerOf(deps, letter.value);
  if (notAgain !== null || mail.kind === "sign_in") {
    return ok(notAgain ?? "sign_in");
  }
  const refreshed = "consultation" in mail
    ? await refreshMail(deps, mail)
    : ok(mail);
  return refreshed.ok
    ? await requeue(deps, { letter, mail: refreshed.value })
    : refreshed;
}

/** An admin has seen it and decided to do nothing. */
export async function dismissDeadLetter(
  deps: Deps,
  { actor, id }: { readonly actor: Actor | null; readonly id: string },
): Promise<Outcome<null>> {
  if (actor?.role !== "admin") return refuse("not_found");
  await deps.outbox.dismiss(id);
  return ok(null);
}

async function retryBlockerOf(
  deps: Deps,
  letter: DeadLetter,
): Promise<RetryBlocker | null> {
  if ("sms" in letter) return "text";
  const { mail } = letter;
  return mail.kind === "sign_in" ? "sign_in" : await mailSkipReason(deps, mail);
}

async function requeue(
  deps: Deps,
  { letter, mail }: {
    readonly letter: Stored<DeadLetter>;
    readonly mail: Mail;
  },
): Promise<Outcome<null>> {
  const intent = { id: deps.secrets.ulid(), mail };
  if (!await deps.outbox.requeue(letter, intent)) return refuse("conflict");
  await deliver(deps, [intent]);
  return ok(null);
}

type AboutConsultation = Extract<Mail, { consultation: unknown }>;

async function refreshMail(
  deps: Deps,
  mail: AboutConsultation,
): Promise<Outcome<Mail>> {
  const stored = await deps.consultations.get(mail.consultation.id);
  if (!stored) return refuse("not_found");
  const { about: consultation, artist } = await mailContext(deps, stored.value);
  const toClient = { to: consultation.client.email, consultation };
  switch (mail.kind) {
    case "request_to_artist":
    case "rescheduled_to_artist":
    case "cancelled_to_artist":
    case "withdrawn_to_artist":
      return artist
        ? ok({ ...mail, to: artist.email, consultation })
        : refuse("not_found");
    case "missed": {
      const to = mail.waited === "client" ? toClient.to : artist?.email;
      return to === undefined
        ? refuse("not_found")
        : ok({ ...mail, to, consultation });
    }
    case "declined":
    case "cancelled":
    case "expired":
      return ok({ ...mail, ...toClient });
    case "request_received":
    case "confirmed":
    case "rescheduled":
    case "ready":
    case "link_again":
    case "summary":
    case "look_sheet": {
      const secret = await issueLink(deps, stored);
      return secret.ok
        ? ok({ ...mail, ...toClient, secret: secret.value })
        : secret;
    }
    case "reminder": {
      const secret = await issueLink(deps, stored);
      if (!secret.ok) return secret;
      const stopToken = await deps.reminderOptOuts.issue(toClient.to);
      return ok({ ...mail, ...toClient, secret: secret.value, stopToken });
    }
  }
}

/** Adds a link to the version that the mail is about; returns its secret. */
async function issueLink(
  deps: Deps,
  stored: Stored<Consultation>,
): Promise<Outcome<string>> {
  const { version } = stored.value;
  const secret = deps.secrets.secret();
  const linkHash = await deps.secrets.hash(secret);
  const added = await change(deps, bySystem(deps, stored), {
    request: (from) =>
      Promise.resolve(
        from.version === version
          ? ok({ type: "link_added", linkHash } as const)
          : refuse("conflict"),
      ),
  });
  return added.ok ? ok(secret) : added;
}
