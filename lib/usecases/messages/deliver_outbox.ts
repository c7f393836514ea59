import { describeError } from "@/lib/domain/basic/describe_error.ts";
import {
  HOUR,
  type Instant,
  MINUTE,
  SECOND,
} from "@/lib/domain/basic/instant.ts";
import {
  type Deps,
  type Intent,
  isAccountRefused,
  isRefusedForGood,
  type OutboxRow,
  type SmsIntent,
  type Stored,
} from "@/lib/ports/mod.ts";
import { type MailCheck, mailSkipReason } from "./mail_skip_reason.ts";
import { type SmsCheck, smsSkipReason } from "./sms_skip_reason.ts";

type Needs =
  & Pick<Deps, "outbox" | "mailSender" | "mailAccount" | "log">
  & MailCheck
  & SmsCheck;

/** How long one sender may take before another may try. */
const LEASE = 30 * SECOND;
const BACKOFF_CAP = 30 * MINUTE;
/**
 * After this many failures a person must look: after about seven hours, and
 * within the day for which a mail provider remembers what it has sent.
 */
export const MAX_ATTEMPTS = 20;
/** Half-hourly attempts: the count of a mail that waits for its sender to be corrected. */
const WAITING = 9;
/** Resend remembers a key for 24 hours; minus one hour of margin. */
const REMEMBERED = 23 * HOUR;
/** Parallel senders: one slow response from the mail provider does not delay the others. */
const CONCURRENCY = 4;
/** No new mail starts after this: the next sweep continues, a minute after this one began. */
const SWEEP_LASTS = 40 * SECOND;

/** Sends what was just written; what fails stays in the outbox for the sweep. */
export async function deliver(deps: Needs, intents: readonly Intent[]) {
  await Promise.all(intents.map(async ({ id }) => {
    const row = await deps.outbox.get(id).catch(() => null);
    // The sweep may hold the row already, if it ran between the write and here.
    const due = row !== null && row.value.nextAttemptAt <= deps.clock.now();
    if (due) await deliverRow(deps, row);
  }));
}

/** Sends what is due, longest overdue first. Returns how many were sent. */
export async function deliverDue(deps: Needs): Promise<number> {
  const begun = deps.clock.now();
  const rows = deps.outbox.due(begun);
  let sent = 0;
  const sender = async () => {
    while (deps.clock.now() < begun + SWEEP_LASTS) {
      const { done, value: row } = await rows.next();
      if (done) return;
      if (await deliverRow(deps, row)) sent++;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sender));
  await rows.return(undefined);
  return sent;
}

async function deliverRow(
  deps: Needs,
  row: Stored<OutboxRow>,
): Promise<boolean> {
  const { id } = row.value.intent;
  try {
    const leased = await deps.outbox.lease(row, deps.clock.now() + LEASE);
    if (!leased) return false;
    if (leased.value.attempts > MAX_ATTEMPTS) {
      // The previous sender never reported back: this mail may be what killed
      // it.
      await deps.outbox.moveToDeadLetters(leased, {
        reason: "no_answer",
        at: deps.clock.now(),
      });
      return false;
    }
    const { intent, attempts } = leased.value;
    const skipReason = "sms" in intent
      ? await smsSkipReason(deps, { sms: intent.sms, first: attempts === 1 })
      : await mailSkipReason(deps, intent.mail);
    if (skipReason !== null) {
      deps.log(`${kindOf(intent).by}_dropped`, {
        id,
        ...kindOf(intent),
        reason: skipReason,
      });
      await deps.outbox.done(id);
      return false;
    }
    if ("mail" in intent && isPastMemory(leased.value, deps.clock.now())) {
      await deps.outbox.moveToDeadLetters(leased, {
        reason: "forgotten",
        at: deps.clock.now(),
      });
      return false;
    }
    try {
      if ("sms" in intent) {
        await deliverSms(deps, { intent, triedBefore: attempts > 1 });
      } else {
        await deps.mailSender.deliver(intent);
        await reportMail(deps, "taken");
      }
    } catch (error) {
      await scheduleRetry(deps, { row: leased, error });
      return false;
    }
    await deps.outbox.done(id);
    return true;
  } catch (error) {
    // The store itself failed; the row is still there, and the sweep will find
    // it.
    deps.log("outbox_failed", { id, reason: describeError(error) });
    return false;
  }
}

/**
 * Returns whether it was tried so long ago that the mail provider no longer
 * remembers whether it accepted it. Then it may have gone out, and only a
 * person can decide whether to send it again.
 */
function isPastMemory({ attempts, firstHeldUntil }: OutboxRow, now: Instant) {
  return attempts > 1 && firstHeldUntil !== undefined &&
    now > firstHeldUntil + REMEMBERED;
}

async function deliverSms(deps: Needs, { intent, triedBefore }: {
  readonly intent: SmsIntent;
  readonly triedBefore: boolean;
}) {
  const answer = await deps.smsSender?.deliver(intent, triedBefore);
  // Twilio processed the STOP, perhaps before we could.
  if (answer === "stopped") await deps.smsOptOuts.optOut(intent.sms.to);
}

/** The mail itself matters more than the note about it. */
async function reportMail(
  deps: Needs,
  outcome: Parameters<Needs["mailAccount"]["report"]>[0],
) {
  await deps.mailAccount.report(outcome).catch((error) =>
    deps.log("outbox_failed", { reason: describeError(error) })
  );
}

/** Retries later, with growing delays; or moves it to the dead letters, if retrying cannot help. */
async function scheduleRetry(deps: Needs, { row, error }: {
  readonly row: Stored<OutboxRow>;
  readonly error: unknown;
}) {
  const { attempts, intent } = row.value;
  const { id } = intent;
  const reason = reasonOf(error);
  const what = kindOf(intent);
  deps.log(`${what.by}_failed`, {
    id,
    ...what,
    attempts,
    reason: describeError(error),
  });
  const now = deps.clock.now();
  if (isAccountRefused(error)) {
    deps.log("mail_account_refused", {
      reason: describeError(error),
      advice:
        "Correct MAIL_FROM or RESEND_API_KEY, or verify the domain; the mails wait.",
    });
    await reportMail(deps, "refused");
    // Not this mail's fault: it waits until the studio has corrected it.
    // Nothing was accepted, so there is nothing for the provider to remember.
    const { firstHeldUntil: _, ...unsent } = row.value;
    const waits = { ...unsent, attempts: Math.min(attempts, WAITING) };
    return await deps.outbox.retry(
      { ...row, value: waits },
      nextAttempt(id, { attempts: waits.attempts, now }),
    );
  }
  if (attempts >= MAX_ATTEMPTS || isRefusedForGood(error)) {
    await deps.outbox.moveToDeadLetters(row, { reason, at: now });
  } else await deps.outbox.retry(row, nextAttempt(id, { attempts, now }));
}

/**
 * Ten seconds, then doubled each time, up to half an hour; plus up to a
 * quarter, derived from the mail's id, so that mails that failed together are
 * not retried together.
 */
export function nextAttempt(id: string, { attempts, now }: {
  readonly attempts: number;
  readonly now: Instant;
}): Instant {
  const wait = Math.min(BACKOFF_CAP, 5 * SECOND * 2 ** attempts);
  let share = 0;
  for (const letter of id) share = (share * 31 + letter.charCodeAt(0)) % 1000;
  return now + wait + Math.floor(wait / 4 * share / 1000);
}

function kindOf(intent: Intent): { by: "mail" | "sms"; kind: string } {
  return "sms" in intent
    ? { by: "sms", kind: intent.sms.kind }
    : { by: "mail", kind: intent.mail.kind };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
