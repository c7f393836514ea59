import type {
  Consultation,
  Ended,
  NoShow,
} from "@/lib/domain/consultation/consultation.ts";
import { bothAttended } from "@/lib/domain/call/attendance.ts";
import { withLink } from "@/lib/domain/consultation/shared_rules.ts";
import type { Deps, Intent, Mail } from "@/lib/ports/mod.ts";
import { mailContext } from "@/lib/usecases/messages/mail_view.ts";

type Needs = Pick<Deps, "catalog" | "secrets" | "log">;

/** What a change causes. */
export interface FollowUp {
  /** The record, with the links of the mails. */
  readonly next: Consultation;
  readonly intents: readonly Intent[];
}

/**
 * The mails that a change causes, whether a person, a callback or the sweep
 * made it. Each depends on a fact that becomes true once in a record's life and
 * stays true, so that it is written once.
 */
export async function followUpMails(
  deps: Needs,
  { before, next }: {
    readonly before: Consultation;
    readonly next: Consultation;
  },
): Promise<FollowUp> {
  if (next.state === "no_show" && before.state !== "no_show") {
    return { next, intents: await missedMails(deps, next) };
  }
  if (next.state === "expired" && before.state !== "expired") {
    return { next, intents: [await expiredMail(deps, next)] };
  }
  return isSessionComplete(next) && !isSessionComplete(before)
    ? await summaryMail(deps, next)
    : { next, intents: [] };
}

/** To the one who waited; to the client also if both did, and nobody started. */
async function missedMails(
  deps: Needs,
  next: NoShow,
): Promise<readonly Intent[]> {
  const { client = false, artist = false } = next.came ?? {};
  if (!client && !artist) return [];
  const { about: consultation, artist: record } = await mailContext(deps, next);
  const waited = client ? "client" as const : "artist" as const;
  const to = client ? next.client.email : record?.email;
  if (to === undefined) return [];
  const mail: Mail = { kind: "missed", to, consultation, waited };
  return [{ id: deps.secrets.ulid(), mail }];
}

/** Over, with a closed room, and attended by both: none of this is ever undone. */
function isSessionComplete(consultation: Consultation): consultation is Ended {
  return consultation.state === "ended" &&
    consultation.twilioRoomStatus === "completed" &&
    bothAttended(consultation.joins);
}

async function expiredMail(deps: Needs, next: Consultation): Promise<Intent> {
  const { about: consultation } = await mailContext(deps, next);
  const mail: Mail = { kind: "expired", to: next.client.email, consultation };
  return { id: deps.secrets.ulid(), mail };
}

/** With a link of its own: the page has the look sheet, and asks how it was. */
async function summaryMail(deps: Needs, next: Ended): Promise<FollowUp> {
  const { about: consultation } = await mailContext(deps, next);
  const secret = deps.secrets.secret();
  const mail: Mail = {
    kind: "summary",
    to: next.client.email,
    consultation,
    startedAt: next.sessionStartedAt,
    endedAt: next.sessionEndedAt,
    secret,
  };
  const moreLinks = withLink(next, await deps.secrets.hash(secret));
  return {
    next: { ...next, moreLinks },
    intents: [{ id: deps.secrets.ulid(), mail }],
  };
}
