import type {
  Consultation,
  NoShow,
} from "@/lib/domain/consultation/consultation.ts";
import { bothAttended } from "@/lib/domain/call/attendance.ts";
import type {
  ConsultationInMail,
  Deps,
  Intent,
  Mail,
} from "@/lib/ports/mod.ts";
import { mailContext } from "@/lib/usecases/messages/mail_view.ts";

type Needs = Pick<Deps, "catalog" | "secrets" | "log">;

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
): Promise<readonly Intent[]> {
  if (next.state === "no_show" && before.state !== "no_show") {
    return await missedMails(deps, next);
  }
  const mailFor = next.state === "expired" && before.state !== "expired"
    ? expiredMail
    : isSessionComplete(next) && !isSessionComplete(before)
    ? summaryMail
    : null;
  if (mailFor === null) return [];
  const mail = mailFor(next, (await mailContext(deps, next)).about);
  return mail === null ? [] : [{ id: deps.secrets.ulid(), mail }];
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
function isSessionComplete(consultation: Consultation): boolean {
  return consultation.state === "ended" &&
    consultation.twilioRoomStatus === "completed" &&
    bothAttended(consultation.joins);
}

type MailFor = (
  next: Consultation,
  about: ConsultationInMail,
) => Mail | null;

const expiredMail: MailFor = ({ client }, consultation) => ({
  kind: "expired",
  to: client.email,
  consultation,
});

const summaryMail: MailFor = (next, consultation) =>
  next.state !== "ended" ? null : {
    kind: "summary",
    to: next.client.email,
    consultation,
    startedAt: next.sessionStartedAt,
    endedAt: next.sessionEndedAt,
  };
