import { describeError } from "@/lib/domain/basic/describe_error.ts";
import type {
  Consultation,
  Reminder,
} from "@/lib/domain/consultation/consultation.ts";
import { ok } from "@/lib/domain/basic/refusal.ts";
import type { PresenceOf } from "@/lib/domain/call/presence.ts";
import {
  dueReminders,
  isClientLate,
  REMINDER_HORIZON,
} from "@/lib/domain/messages/reminders.ts";
import type {
  ConsultationInMail,
  Deps,
  Intent,
  Mail,
  Stored,
} from "@/lib/ports/mod.ts";
import { bySystem, change, type Source } from "@/lib/usecases/shared/change.ts";
import { mailContext } from "./mail_view.ts";
import { intentsFor } from "./sms_intents.ts";

/**
 * Writes the reminders that are due, each in the same atomic operation as the
 * mark that it was written: it belongs to one version and expires with it. The
 * next delivery sends them. A failing one does not stop the others.
 */
export async function remindAll(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const coming = await deps.consultations.startingIn({
    from: now,
    to: now + REMINDER_HORIZON + 1,
  });
  for (const stored of coming) {
    try {
      await remindOf(deps, stored);
    } catch (error) {
      const reason = describeError(error);
      deps.log("sweep_skipped", { about: stored.value.id, reason });
    }
  }
}

async function remindOf(deps: Deps, stored: Stored<Consultation>) {
  const due = dueReminders(stored.value, deps.clock.now());
  if (due.length === 0) return;
  const { email, phone } = stored.value.client;
  // Each is stopped separately: no more reminders by mail, or no more text
  // messages.
  const mute = await deps.reminderOptOuts.isOptedOut(email);
  if (mute && (deps.smsSender === null || phone === null)) return;
  for (const reminder of due) {
    await write(deps, bySystem(deps, stored), {
      reminder,
      stillDue: (record) =>
        dueReminders(record, deps.clock.now()).includes(reminder),
      mailFor: (about, secret) => ({
        kind: "reminder",
        to: about.client.email,
        consultation: about,
        reminder,
        secret,
        // Valid from the write on, and only if the write succeeds.
        stopToken: deps.secrets.secret(),
      }),
    });
  }
}

/**
 * If the artist is there and the client is not: notifies the client, once.
 *
 * @param presence who is there, if it was read with the record
 */
export async function notifyClient(
  deps: Deps,
  stored: Stored<Consultation>,
  { presence }: { readonly presence?: PresenceOf } = {},
): Promise<readonly Intent[]> {
  if (isTold(stored.value)) return [];
  let known = presence;
  const stillDue = async (record: Consultation) => {
    const present = known ?? await deps.presence.of(record.id);
    // A second look, after a lost race, needs the presence of that moment.
    known = undefined;
    return isClientLate(record, present, {
      now: deps.clock.now(),
      joinPolicy: deps.joinPolicy,
    });
  };
  return await write(deps, bySystem(deps, stored), {
    reminder: "ready",
    stillDue,
    mailFor: (about, secret) => ({
      kind: "ready",
      to: about.client.email,
      consultation: about,
      secret,
    }),
  });
}

function isTold(consultation: Consultation): boolean {
  return "reminded" in consultation && consultation.reminded.includes("ready");
}

interface ReminderMail {
  readonly reminder: Reminder;
  /**
   * Checked against the record that is about to be written: it may have been
   * moved since it was read.
   */
  readonly stillDue: (record: Consultation) => boolean | Promise<boolean>;
  readonly mailFor: (about: ConsultationInMail, secret: string) => Mail;
}

async function write(
  deps: Deps,
  source: Source,
  { reminder, stillDue, mailFor }: ReminderMail,
): Promise<readonly Intent[]> {
  const secret = deps.secrets.secret();
  const outcome = await change(deps, source, {
    async request(from) {
      if (!await stillDue(from)) return ok(null);
      const linkHash = await deps.secrets.hash(secret);
      return ok({ type: "remind", reminder, linkHash });
    },
    async intentsFor({ next }) {
      const { about } = await mailContext(deps, next);
      return intentsFor(deps, [mailFor(about, secret)]);
    },
  });
  return outcome.ok ? outcome.value.intents : [];
}
