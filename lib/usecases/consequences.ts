import type { Consultation } from "@/lib/domain/consultation.ts";
import { bothCame } from "@/lib/domain/joins.ts";
import type { Deps, Intent, Mail, MailedConsultation } from "@/lib/ports.ts";
import { toBeMailed } from "./mailed.ts";

type Needs = Pick<Deps, "directory" | "secrets" | "log">;

/**
 * The mails that a change brings with it, whoever brought the change about: a
 * person, a callback or the sweep. Each is tied to something that becomes true
 * once in a record's life and stays true, so that it is written once.
 */
export async function consequences(
  deps: Needs,
  next: Consultation,
  before: Consultation,
): Promise<readonly Intent[]> {
  const mailFor = next.state === "expired" && before.state !== "expired"
    ? lapsed
    : isWholeStory(next) && !isWholeStory(before)
    ? summed
    : null;
  if (mailFor === null) return [];
  const mail = mailFor(next, (await toBeMailed(deps, next)).about);
  return mail === null ? [] : [{ id: deps.secrets.ulid(), mail }];
}

/** Over, with a room that is over, and with both of them in it: nothing of this is ever taken back. */
function isWholeStory(consultation: Consultation): boolean {
  return consultation.state === "ended" &&
    consultation.twilioRoomStatus === "completed" &&
    bothCame(consultation.joins);
}

type MailFor = (
  next: Consultation,
  about: MailedConsultation,
) => Mail | null;

const lapsed: MailFor = ({ client }, consultation) => ({
  kind: "expired",
  to: client.email,
  consultation,
});

const summed: MailFor = (next, consultation) =>
  next.state !== "ended" ? null : {
    kind: "summary",
    to: next.client.email,
    consultation,
    startedAt: next.sessionStartedAt,
    endedAt: next.sessionEndedAt,
  };
