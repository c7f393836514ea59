/** A studio's whole post: one mail of each kind that carries a link. */
import { readConfig } from "@/lib/config.ts";
import { parseConsultationId } from "@/lib/domain/ids.ts";
import { DAY } from "@/lib/domain/instant.ts";
import type { Deps } from "@/lib/ports.ts";
import { deliverDue } from "@/lib/usecases/deliver_outbox.ts";
import { remindAll } from "@/lib/usecases/remind.ts";
import { wireConfig } from "@/lib/wiring.ts";
import { FakeClock } from "../_support/fake_clock.ts";
import { laterAppointment } from "./_changes.ts";
import { mailTo } from "./_journey.ts";
import type { Appointment, Stage } from "./_stage.ts";

export interface Post {
  /** Confirmed, open now. */
  readonly near: Appointment;
  /** Confirmed, moved to five days ahead, and reminded of. */
  readonly later: Appointment;
}

/**
 * Requests, confirmations, a move, a cancellation, "ready" at an artist's start, a
 * summary, and a reminder.
 */
export async function everyMail(stage: Stage): Promise<Post> {
  const later = await laterAppointment(stage);
  const missing = await stage.appointment();
  const gone = await stage.appointment();
  // The third at the least: its own reminder is further off than a test takes.
  const near = await stage.appointment();
  await stage.post(
    `/api/video/consultation/${missing.id}/start-session`,
    missing.artist.email,
  );
  await mailTo(stage.baseUrl, missing.email, "is ready for you");
  await stage.post(
    `/api/video/consultation/${missing.id}/end-session`,
    missing.artist.email,
  );
  await stage.post(
    `/api/appointments/${gone.id}/cancel`,
    gone.artist.email,
    { word: "" },
  );
  await mailTo(stage.baseUrl, gone.email, "had to cancel");
  const { appointment: spoken } = await stage.call();
  await stage.post(
    `/api/video/consultation/${spoken.id}/end-session`,
    spoken.artist.email,
  );
  await stage.clear();
  await sweepsLater(stage, async (deps) => {
    // What the video service says of the room comes by itself, and then the mail.
    for (let look = 0; look < 50 && await deliverDue(deps) === 0; look++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
  await mailTo(stage.baseUrl, spoken.email, "It was good to see you");
  await sweepsLater(stage, async (deps, clock) => {
    const record = await deps.consultations.get(parseConsultationId(later.id)!);
    clock.set(record!.value.startsAt - DAY);
    await remindAll(deps);
    await deliverDue(deps);
  });
  await mailTo(stage.baseUrl, later.email, "/reminders/");
  return { near, later };
}

/** Parts of the server's own sweep, without its minute, in a process on the same store. */
async function sweepsLater(
  stage: Stage,
  work: (deps: Deps, clock: FakeClock) => Promise<void>,
) {
  const read = readConfig({
    KV_PATH: stage.server.kvPath,
    BASE_URL: stage.baseUrl,
  });
  if (!read.ok) throw new Error(read.issues.join("\n"));
  const clock = new FakeClock(Date.now());
  const services = await wireConfig(read.config, { clock, log: () => {} });
  try {
    await work(services.deps, clock);
  } finally {
    await services.drain();
    services.close();
  }
}
