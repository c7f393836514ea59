import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type {
  DeadLetter,
  Deps,
  Mail,
  MailedConsultation,
  Stored,
} from "@/lib/ports.ts";
import { change, reader } from "./change.ts";
import { deliver } from "./deliver_outbox.ts";
import { toBeMailed } from "./mailed.ts";
import { type Pointless, whyPointless } from "./worth_sending.ts";

/**
 * A sign-in's code is not kept: whoever wanted it asks for another. A text message
 * that failed failed by its number, and the mail beside it says the same.
 */
export type NotAgain = Pointless | "sign_in" | "text";

export interface LetterSeen {
  readonly letter: DeadLetter;
  /** Why sending it now would be wrong; null if it can be sent. */
  readonly notAgain: NotAgain | null;
}

/** Messages that could not be sent, newest first, each with whether it may still be. For admins. */
export async function readDeadLetters(
  deps: Deps,
  actor: Actor | null,
): Promise<Outcome<LetterSeen[]>> {
  if (actor?.role !== "admin") return refuse("not_found");
  const letters = await deps.outbox.deadLetters();
  return ok(
    await Promise.all(
      letters.map(async ({ value: letter }) => ({
        letter,
        notAgain: await whyNotAgain(deps, letter),
      })),
    ),
  );
}

/**
 * Writes the mail anew, from the record as it is now, to the address as it is now.
 * A dead letter keeps no secret, so a mail with a link gets a new one, which is as
 * good as the others of this version. Pressed twice, one mail.
 */
export async function retryDeadLetter(
  deps: Deps,
  actor: Actor | null,
  id: string,
): Promise<Outcome<NotAgain | null>> {
  if (actor?.role !== "admin") return refuse("not_found");
  const letter = await deps.outbox.deadLetter(id);
  if (letter === null) return refuse("not_found");
  if ("sms" in letter.value) return ok("text");
  const { mail } = letter.value;
  const notAgain = await whyNotAgain(deps, letter.value);
  if (notAgain !== null || mail.kind === "sign_in") {
    return ok(notAgain ?? "sign_in");
  }
  const anew = await writtenAnew(deps, mail);
  return anew.ok ? await revive(deps, letter, anew.value) : anew;
}

/** The admin has seen it, and nothing is to be done. */
export async function dismissDeadLetter(
  deps: Deps,
  actor: Actor | null,
  id: string,
): Promise<Outcome<null>> {
  if (actor?.role !== "admin") return refuse("not_found");
  await deps.outbox.dismiss(id);
  return ok(null);
}

async function whyNotAgain(
  deps: Deps,
  letter: DeadLetter,
): Promise<NotAgain | null> {
  if ("sms" in letter) return "text";
  const { mail } = letter;
  return mail.kind === "sign_in" ? "sign_in" : await whyPointless(deps, mail);
}

async function revive(
  deps: Deps,
  letter: Stored<DeadLetter>,
  mail: Mail,
): Promise<Outcome<null>> {
  const intent = { id: deps.secrets.ulid(), mail };
  if (!await deps.outbox.revive(letter, intent)) return refuse("conflict");
  await deliver(deps, [intent]);
  return ok(null);
}

type AboutConsultation = Exclude<Mail, { kind: "sign_in" }>;

async function writtenAnew(
  deps: Deps,
  mail: AboutConsultation,
): Promise<Outcome<Mail>> {
  const stored = await deps.consultations.get(mail.consultation.id);
  if (!stored) return refuse("not_found");
  const { about: consultation, artist } = await toBeMailed(deps, stored.value);
  const toClient = { to: consultation.client.email, consultation };
  switch (mail.kind) {
    case "request_to_artist":
    case "rescheduled_to_artist":
    case "cancelled_to_artist":
      return artist
        ? ok({ ...mail, to: artist.email, consultation })
        : refuse("not_found");
    case "request_received":
    case "declined":
    case "cancelled":
    case "expired":
    case "summary":
      return ok({ ...mail, ...toClient });
    case "confirmed":
    case "rescheduled":
    case "ready": {
      const secret = await aNewLink(deps, consultation);
      return secret.ok
        ? ok({ ...mail, ...toClient, secret: secret.value })
        : secret;
    }
    case "reminder": {
      const secret = await aNewLink(deps, consultation);
      if (!secret.ok) return secret;
      const stopToken = await deps.reminderStops.issue(toClient.to);
      return ok({ ...mail, ...toClient, secret: secret.value, stopToken });
    }
  }
}

/** A link beside the others, for the version that the mail is about; its secret. */
async function aNewLink(
  deps: Deps,
  { id, version }: Pick<MailedConsultation, "version"> & {
    readonly id: ConsultationId;
  },
): Promise<Outcome<string>> {
  const secret = deps.secrets.secret();
  const linkHash = await deps.secrets.hash(secret);
  const added = await change(
    deps,
    reader(deps, id),
    (from) =>
      Promise.resolve(
        from.version === version
          ? ok({ type: "link_added", linkHash } as const)
          : refuse("conflict"),
      ),
  );
  return added.ok ? ok(secret) : added;
}
