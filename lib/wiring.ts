import { createCalendarFiles } from "@/lib/adapters/calendar/calendar_files.ts";
import { createAside } from "@/lib/adapters/aside.ts";
import { systemClock } from "@/lib/adapters/clock.ts";
import { createCalendarFeeds } from "@/lib/adapters/kv/calendar_feeds.ts";
import { createAcceptedKey } from "@/lib/adapters/kv/accepted_key.ts";
import { createChanges } from "@/lib/adapters/kv/changes.ts";
import { createConsultations } from "@/lib/adapters/kv/consultations.ts";
import {
  createDirectory,
  createDirectoryWriter,
} from "@/lib/adapters/kv/directory.ts";
import { createMailbox } from "@/lib/adapters/kv/mailbox.ts";
import { createOfferBook } from "@/lib/adapters/kv/offer_book.ts";
import { createOutbox } from "@/lib/adapters/kv/outbox.ts";
import { createPhotos } from "@/lib/adapters/kv/photos.ts";
import { createPresenceBook } from "@/lib/adapters/kv/presence.ts";
import { createRateLimits } from "@/lib/adapters/kv/rate_limits.ts";
import { createReminderStops } from "@/lib/adapters/kv/reminder_stops.ts";
import { createRoomCallbacks } from "@/lib/adapters/kv/room_callbacks.ts";
import { createSessions } from "@/lib/adapters/kv/sessions.ts";
import { createSignIns } from "@/lib/adapters/kv/sign_ins.ts";
import { createSmsStops } from "@/lib/adapters/kv/sms_stops.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import type { HttpClient } from "@/lib/adapters/twilio/video_rooms.ts";
import { createPostman } from "@/lib/adapters/mail/postman.ts";
import { createTwilioTexter } from "@/lib/adapters/sms/twilio_texter.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { type Config, readConfig } from "@/lib/config.ts";
import { MINUTE, SECOND } from "@/lib/domain/instant.ts";
import { createOpenStreams } from "@/lib/http/open_streams.ts";
import { createPeerLimit } from "@/lib/http/peer_limit.ts";
import type { Services } from "@/lib/http/state.ts";
import { jsonLog } from "@/lib/log.ts";
import { openKv } from "@/lib/open_kv.ts";
import type { Clock, Deps, Log, Texter } from "@/lib/ports.ts";
import { sweep } from "@/lib/usecases/sweep.ts";
import { type DeliverCallback, wireVideo } from "@/lib/wiring_video.ts";
import { readVideoSdkUrl } from "@/lib/video_sdk_url.ts";

/** Of one address: a calendar service reads many feeds, and each of them a few times a day. */
const FEED_READS_A_MINUTE = 60;

/** For mails that are just being sent, when the process is told to end; the sweep of the next one sends the rest. */
const LAST_MAILS = 2 * SECOND;

export interface Wired extends Services {
  /** From now on, what time brings about happens. */
  startSweeping(): void;
  /** Once everything has been done that answers did not wait for. */
  settled(): Promise<void>;
  /** Sends everybody away who keeps a connection open, so that the server can shut down. */
  drain(): Promise<void>;
  /** Then, when no request is left. */
  close(): void;
}

/** Everything that runs in this process, from its environment; or one message with all that is wrong. */
export async function wire(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Wired> {
  const read = readConfig(env);
  if (!read.ok) throw new ConfigurationError(read.issues);
  return await wireConfig(read.config);
}

/** What a test may put in place of the world. */
export interface WiringOptions {
  readonly clock?: Clock;
  readonly log?: Log;
  /** How the embedded rooms reach our own callback route. */
  readonly deliverCallback?: DeliverCallback;
  /** What carries the requests to Twilio, whose host is fixed. */
  readonly twilioHttp?: HttpClient;
  /** What stands between the store and everything that uses it. */
  readonly throughStore?: (kv: Deno.Kv) => Deno.Kv;
  /** Where Resend is, instead of its own address. */
  readonly resendUrl?: string;
}

export async function wireConfig(
  config: Config,
  {
    clock = systemClock,
    log = jsonLog,
    deliverCallback,
    twilioHttp,
    throughStore = (kv) => kv,
    resendUrl,
  }: WiringOptions = {},
): Promise<Wired> {
  const kv = throughStore(await openKv(config.kvPath));
  const store = new Store(kv);
  const secrets = createSecrets(clock);
  const changes = createChanges(kv);
  const directory = createDirectory(store);
  const mailbox = config.mail.transport === "mailbox"
    ? createMailbox(store, clock)
    : null;
  const video = await wireVideo(config, store, {
    clock,
    log,
    ...(deliverCallback ? { deliverCallback } : {}),
    ...(twilioHttp ? { twilioHttp } : {}),
  });
  const streams = createOpenStreams();
  const aside = createAside();

  const deps = {
    clock,
    secrets,
    joinPolicy: config.joinPolicy,
    directory,
    offerBook: createOfferBook(store, secrets),
    consultations: createConsultations(store, secrets),
    photos: createPhotos(store, secrets, clock),
    presence: createPresenceBook(store, clock),
    changes,
    sessions: createSessions(store, secrets, clock),
    signIns: createSignIns(store),
    rateLimits: createRateLimits(store, clock),
    outbox: createOutbox(store),
    postman: createPostman(config, directory, mailbox, resendUrl),
    reminderStops: createReminderStops(store, secrets),
    calendarFiles: createCalendarFiles(config, directory),
    calendarFeeds: createCalendarFeeds(store),
    texter: wireTexter(config, store, { directory, log, twilioHttp }),
    smsStops: createSmsStops(store, secrets),
    videoRooms: video.videoRooms,
    aside: aside.add,
    log,
  } satisfies Deps;

  let stopSweeping = () => {};
  return {
    deps,
    config,
    writer: createDirectoryWriter(store),
    streams,
    feedReaders: createPeerLimit(FEED_READS_A_MINUTE, MINUTE),
    callbacks: createRoomCallbacks(store),
    callbackAuthToken: video.callbackAuthToken,
    mailbox,
    rooms: video.rooms,
    videoSdkUrl: readVideoSdkUrl(),
    startSweeping() {
      stopSweeping = sweepEachMinute(deps);
    },
    settled: aside.settled,
    async drain() {
      stopSweeping();
      streams.closeAll();
      let late: ReturnType<typeof setTimeout>;
      await Promise.race([
        aside.settled(),
        new Promise((done) => late = setTimeout(done, LAST_MAILS)),
      ]).finally(() => clearTimeout(late));
      await video.rooms?.close();
    },
    close() {
      changes.close();
      kv.close();
    },
  };
}

/** Null where no number is set: then nothing about text messages is shown, kept or sent. */
function wireTexter(
  { sms, video, baseUrl }: Config,
  store: Store,
  { directory, log, twilioHttp }: {
    readonly directory: Deps["directory"];
    readonly log: Log;
    readonly twilioHttp: HttpClient | undefined;
  },
): Texter | null {
  if (sms.transport === "off" || video.backend !== "twilio") return null;
  const { accountSid, apiKeySid, apiKeySecret, previousApiKey } = video;
  return createTwilioTexter({
    credentials: { accountSid, apiKeySid, apiKeySecret },
    previousApiKey,
    acceptedKey: createAcceptedKey(store),
    from: sms.from,
    baseUrl,
    directory,
    log,
    ...(twilioHttp ? { httpClient: twilioHttp } : {}),
  });
}

export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  constructor(readonly issues: readonly string[]) {
    super(
      `Visavis cannot start: ${issues.length} thing${
        issues.length === 1 ? "" : "s"
      } to put right.\n${issues.map((issue) => `  - ${issue}`).join("\n")}`,
    );
  }
}

/**
 * On Deno Deploy a cron wakes the app, and must be known at the top level of the
 * program; elsewhere a plain timer does, and ends with the process.
 */
function sweepEachMinute(deps: Deps): () => void {
  const run = () =>
    sweep(deps).catch((error) =>
      deps.log("sweep_failed", { reason: String(error) })
    );
  void run();
  if (Deno.env.get("DENO_DEPLOY") !== undefined) {
    void Deno.cron("sweep", "* * * * *", run);
    return () => {};
  }
  const timer = setInterval(run, 60_000);
  return () => clearInterval(timer);
}
