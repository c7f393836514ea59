import { HOUR, type Instant, MINUTE, SECOND } from "@/lib/domain/instant.ts";
import {
  type Deps,
  type Intent,
  isRefusedForGood,
  type OutboxRow,
  type SmsIntent,
  type Stored,
} from "@/lib/ports.ts";
import { type MailCheck, whyPointless } from "./worth_sending.ts";
import { type SmsCheck, whyNoText } from "./worth_texting.ts";

type Needs =
  & Pick<Deps, "outbox" | "postman" | "log">
  & MailCheck
  & SmsCheck;

/** How long one sender may take before another may try. */
const LEASE = 30 * SECOND;
const BACKOFF_CAP = 30 * MINUTE;
/**
 * After this many failures a person must look: about seven hours, and within the
 * day for which a mail account remembers what it has sent.
 */
export const MAX_ATTEMPTS = 20;
/** Resend knows a key for 24 hours; with an hour to spare. */
const REMEMBERED = 23 * HOUR;
/** Senders at once: a mail account that is slow to answer for one keeps others no longer. */
const AT_ONCE = 4;
/** No new mail is begun after this: the next sweep goes on, a minute after this one began. */
const SWEEP_LASTS = 40 * SECOND;

/** Sends what was just written; whatever fails stays in the outbox for the sweep. */
export async function deliver(deps: Needs, intents: readonly Intent[]) {
  await Promise.all(intents.map(async ({ id }) => {
    const row = await deps.outbox.get(id).catch(() => null);
    // The sweep may have come by between the write and here, and hold it already.
    const due = row !== null && row.value.nextAttemptAt <= deps.clock.now();
    if (due) await deliverRow(deps, row);
  }));
}

/** Sends whatever is due, the longest due first. Returns how many were sent. */
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
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
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
      // Whoever held it never came back to say why: it may be what they died of.
      await deps.outbox.layAside(leased, "no_answer", deps.clock.now());
      return false;
    }
    const { intent, attempts } = leased.value;
    const pointless = "sms" in intent
      ? await whyNoText(deps, intent.sms, attempts === 1)
      : await whyPointless(deps, intent.mail);
    if (pointless !== null) {
      deps.log(`${kindOf(intent).by}_dropped`, {
        id,
        ...kindOf(intent),
        reason: pointless,
      });
      await deps.outbox.done(id);
      return false;
    }
    if ("mail" in intent && isForgotten(leased.value, deps.clock.now())) {
      await deps.outbox.layAside(leased, "forgotten", deps.clock.now());
      return false;
    }
    try {
      if ("sms" in intent) await text(deps, intent, attempts > 1);
      else await deps.postman.deliver(intent);
    } catch (error) {
      await putOff(deps, leased, error);
      return false;
    }
    await deps.outbox.done(id);
    return true;
  } catch (error) {
    // The store itself failed; the row is still there, and the sweep comes by.
    deps.log("outbox_failed", { id, reason: reasonOf(error) });
    return false;
  }
}

/**
 * Was it tried so long ago that the mail account no longer knows whether it took
 * it? Then it may have gone out, and only a person can say whether to send it.
 */
function isForgotten({ attempts, firstHeldUntil }: OutboxRow, now: Instant) {
  return attempts > 1 && firstHeldUntil !== undefined &&
    now > firstHeldUntil + REMEMBERED;
}

async function text(deps: Needs, intent: SmsIntent, triedBefore: boolean) {
  const answer = await deps.texter?.deliver(intent, triedBefore);
  // Twilio heard it, and perhaps before we could.
  if (answer === "stopped") await deps.smsStops.stop(intent.sms.to);
}

/** Later, and each time later than before; or to a person, where later will not help. */
async function putOff(deps: Needs, row: Stored<OutboxRow>, error: unknown) {
  const { attempts, intent } = row.value;
  const { id } = intent;
  const reason = reasonOf(error);
  const what = kindOf(intent);
  deps.log(`${what.by}_failed`, { id, ...what, attempts, reason });
  const now = deps.clock.now();
  if (attempts >= MAX_ATTEMPTS || isRefusedForGood(error)) {
    await deps.outbox.layAside(row, reason, now);
  } else await deps.outbox.retry(row, nextAttempt(id, attempts, now));
}

/**
 * Ten seconds, then twice as long each time, up to half an hour; and up to a
 * quarter more, by the mail's id: what failed together does not come back together.
 */
export function nextAttempt(
  id: string,
  attempts: number,
  now: Instant,
): Instant {
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
