import type { Consultation, Reminder } from "@/lib/domain/consultation.ts";
import { ok } from "@/lib/domain/refusal.ts";
import {
  clientIsMissed,
  dueReminders,
  REMINDED_AHEAD,
} from "@/lib/domain/reminders.ts";
import type { Deps, Intent, Mail, MailedConsultation } from "@/lib/ports.ts";
import { change, reader } from "./change.ts";
import { toBeMailed } from "./mailed.ts";
import { intentsFor } from "./text_messages.ts";

/**
 * Writes the reminders whose time has come, each in the same atomic as the mark
 * that it was: it belongs to one version, and dies with it. Sent by whoever
 * delivers next. One that fails holds up no other.
 */
export async function remindAll(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const coming = await deps.consultations.startingIn({
    from: now,
    to: now + REMINDED_AHEAD + 1,
  });
  for (const consultation of coming) {
    try {
      await remindOf(deps, consultation);
    } catch (error) {
      const reason = String(error);
      deps.log("sweep_skipped", { about: consultation.id, reason });
    }
  }
}

async function remindOf(deps: Deps, consultation: Consultation) {
  const due = dueReminders(consultation, deps.clock.now());
  if (due.length === 0) return;
  const { email, phone } = consultation.client;
  // Each is stopped on its own: no more reminders by mail, or no more text messages.
  const mute = await deps.reminderStops.isStopped(email);
  if (mute && (deps.texter === null || phone === null)) return;
  for (const reminder of due) {
    await write(
      deps,
      consultation,
      reminder,
      (record) => dueReminders(record, deps.clock.now()).includes(reminder),
      (about, secret) => ({
        kind: "reminder",
        to: about.client.email,
        consultation: about,
        reminder,
        secret,
        // Good from the write on, and only if it comes about.
        stopToken: deps.secrets.secret(),
      }),
    );
  }
}

/** If the artist is there and the client is not: tells the client, once. */
export async function callClient(
  deps: Deps,
  consultation: Consultation,
): Promise<readonly Intent[]> {
  const told = "reminded" in consultation &&
    consultation.reminded.includes("ready");
  if (told) return [];
  const missed = async (record: Consultation) =>
    clientIsMissed(
      record,
      await deps.presence.of(record.id),
      deps.clock.now(),
      deps.joinPolicy,
    );
  if (!await missed(consultation)) return [];
  return await write(
    deps,
    consultation,
    "ready",
    missed,
    (about, secret) => ({
      kind: "ready",
      to: about.client.email,
      consultation: about,
      secret,
    }),
  );
}

/**
 * @param stillDue asked of the record that is about to be written: it may have
 *   been moved since the sweep looked
 */
async function write(
  deps: Deps,
  { id }: Consultation,
  reminder: Reminder,
  stillDue: (record: Consultation) => boolean | Promise<boolean>,
  mailFor: (about: MailedConsultation, secret: string) => Mail,
): Promise<readonly Intent[]> {
  const secret = deps.secrets.secret();
  const linkHash = await deps.secrets.hash(secret);
  const event = { type: "remind", reminder, linkHash } as const;
  let intents: readonly Intent[] = [];
  const outcome = await change(
    deps,
    reader(deps, id),
    async (from) => ok(await stillDue(from) ? event : null),
    async (next) => {
      const { about } = await toBeMailed(deps, next);
      return intents = intentsFor(deps, [mailFor(about, secret)]);
    },
  );
  return outcome.ok && outcome.value.changed ? intents : [];
}
