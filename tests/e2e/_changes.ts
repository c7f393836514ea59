/** Consultations that are moved, far enough ahead for a client to change them. */
import { until } from "@/tests/_support/patience.ts";
import { clientLink, type MailSeen, mailTo } from "./_journey.ts";
import type { Stage, StagedConsultation } from "./_stage.ts";

/** `YYYY-MM-DD`, this many days from now in UTC. */
export function dateIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Moved by its artist, by date and time. */
export async function moveByArtist(
  stage: Stage,
  at: StagedConsultation,
  date: string,
  time: string,
): Promise<StagedConsultation> {
  const before = at.url.split("#")[1]!;
  await stage.post(
    `/api/appointments/${at.id}/reschedule`,
    at.artist.email,
    { date, time },
  );
  return { ...at, ...clientLink(await mailAfter(stage, at, before)) };
}

/** The newest mail with a link other than the old one. */
export async function mailAfter(
  stage: Stage,
  at: StagedConsultation,
  before: string,
): Promise<MailSeen> {
  return await until("a new link by mail", async () => {
    const mail = await mailTo(stage.baseUrl, at.email, `/c/${at.id}#`);
    return mail.text.includes(`#${before}`) ? null : mail;
  }, { everyMs: 100 });
}

/** A confirmed consultation in five days. */
export async function laterConsultation(
  stage: Stage,
): Promise<StagedConsultation> {
  return await moveByArtist(
    stage,
    await stage.consultation(),
    dateIn(5),
    "10:00",
  );
}
