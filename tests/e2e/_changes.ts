/** Consultations that are moved, as far ahead as a client may still change them. */
import { clientLink, type MailSeen, mailTo } from "./_journey.ts";
import type { Appointment, Stage } from "./_stage.ts";

/** `YYYY-MM-DD`, so many days from now in UTC. */
export function dateIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Moved by its artist, who names the day and the hour. */
export async function moveByArtist(
  stage: Stage,
  at: Appointment,
  date: string,
  time: string,
): Promise<Appointment> {
  const before = at.url.split("#")[1]!;
  await stage.post(
    `/api/appointments/${at.id}/reschedule`,
    at.artist.email,
    { date, time },
  );
  return { ...at, ...clientLink(await mailAfter(stage, at, before)) };
}

/** The newest mail with a link that is not the old one. */
export async function mailAfter(
  stage: Stage,
  at: Appointment,
  before: string,
): Promise<MailSeen> {
  for (let i = 0; i < 50; i++) {
    const mail = await mailTo(stage.baseUrl, at.email, `/c/${at.id}#`);
    if (!mail.text.includes(`#${before}`)) return mail;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("no new link was mailed");
}

/** A confirmed consultation in five days. */
export async function laterAppointment(stage: Stage): Promise<Appointment> {
  return await moveByArtist(
    stage,
    await stage.appointment(),
    dateIn(5),
    "10:00",
  );
}
