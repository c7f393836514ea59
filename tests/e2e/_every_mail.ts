/** One mail of each kind that contains a link. */
import { until } from "@/tests/_support/patience.ts";
import { readConfig } from "@/lib/config/mod.ts";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR } from "@/lib/domain/basic/instant.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { writeRequestDigests } from "@/lib/usecases/booking/request_digests.ts";
import { deliverDue } from "@/lib/usecases/messages/deliver_outbox.ts";
import { remindAll } from "@/lib/usecases/messages/remind.ts";
import { wireConfig } from "@/lib/wiring/wiring.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { laterConsultation } from "./_changes.ts";
import { mailTo } from "./_journey.ts";
import type { Stage, StagedConsultation } from "./_stage.ts";

export interface Post {
  /** Requested, and not answered. */
  readonly pending: StagedConsultation;
  /** Confirmed, open now. */
  readonly near: StagedConsultation;
  /** Confirmed, moved to five days ahead, and reminded of. */
  readonly later: StagedConsultation;
}

/**
 * Requests, confirmations, a reschedule, a cancellation, "ready" at an artist's
 * start, a summary, and a reminder.
 */
export async function everyMail(stage: Stage): Promise<Post> {
  const later = await laterConsultation(stage);
  const missing = await stage.consultation();
  const gone = await stage.consultation();
  const pending = await stage.request();
  // At least the third slot, so its own reminder is due only after the test.
  const near = await stage.consultation();
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
  const { consultation: spoken } = await stage.call();
  await stage.post(
    `/api/video/consultation/${spoken.id}/end-session`,
    spoken.artist.email,
  );
  await stage.clear();
  await sweepsLater(stage, async (deps) => {
    // The video service reports on the room by itself, and the mail follows.
    await until("a mail that is due", async () => await deliverDue(deps) > 0, {
      everyMs: 200,
    });
  });
  await mailTo(stage.baseUrl, spoken.email, "It was good to see you");
  // After a few in an hour, requests share a mail. If it were not sent here, the
  // server would send it at the end of the hour, in the middle of a test.
  await sweepsLater(stage, async (deps, clock) => {
    clock.advance(HOUR);
    await writeRequestDigests(deps);
    await deliverDue(deps);
  });
  await sweepsLater(stage, async (deps, clock) => {
    const record = await deps.consultations.get(parseConsultationId(later.id)!);
    clock.set(record!.value.startsAt - DAY);
    await remindAll(deps);
    await deliverDue(deps);
  });
  await mailTo(stage.baseUrl, later.email, "/reminders/");
  return { pending, near, later };
}

/** Parts of the server's own sweep, without waiting a minute, in a process on the same store. */
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
