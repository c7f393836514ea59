import { createCalendarFiles } from "@/lib/adapters/calendar/calendar_files.ts";
import { createBackgroundTasks } from "@/lib/adapters/background_tasks.ts";
import { systemClock } from "@/lib/adapters/clock.ts";
import { createChanges } from "@/lib/adapters/kv/changes.ts";
import { createCalendarIdentities } from "@/lib/adapters/kv/calendar_identity.ts";
import { indexClients } from "@/lib/adapters/kv/consultation/client_index.ts";
import { createMailbox } from "@/lib/adapters/kv/messages/mailbox.ts";
import { registerServerProcess } from "@/lib/adapters/kv/rooms/server_process.ts";
import { createRoomCallbacks } from "@/lib/adapters/kv/rooms/room_callbacks.ts";
import { sharingTime } from "@/lib/adapters/kv/request_time.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import type { HttpClient } from "@/lib/adapters/twilio/video_rooms.ts";
import { createMailSender } from "@/lib/adapters/mail/mail_sender.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { type Config, readConfig } from "@/lib/config/mod.ts";
import { describeError } from "@/lib/domain/basic/describe_error.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { count } from "@/words/format.ts";
import { createLiveViews } from "@/lib/http/stream/live_views.ts";
import { createOpenStreams } from "@/lib/http/stream/open_streams.ts";
import { Bodies } from "@/lib/http/body/bodies.ts";
import { createRefusalLog } from "@/lib/http/refused/refusal_log.ts";
import { createAddressRateLimit } from "@/lib/http/address_rate_limit.ts";
import type { Services } from "@/lib/http/state.ts";
import { inRequest, jsonLog, namingRequests } from "@/lib/adapters/log.ts";
import { openKv } from "@/lib/adapters/kv/open_kv.ts";
import type { Clock, Deps, Log } from "@/lib/ports/mod.ts";
import { wireSmsSender } from "@/lib/wiring/wiring_sms.ts";
import { wireStore } from "@/lib/wiring/wiring_store.ts";
import { sweepEachMinute } from "@/lib/wiring/sweep_each_minute.ts";
import { type DeliverCallback, wireVideo } from "@/lib/wiring/wiring_video.ts";
import { ignoreDeadline, within } from "@/lib/time/deadline.ts";
import { setOffsetRule } from "@/lib/time/zone_offsets.ts";
import { packageRule } from "@/lib/time/zone_rules.ts";
import { readAssetUrls } from "@/lib/http/assets.ts";

/** Grace period for mails in progress at shutdown; the next process's sweep sends the rest. */
const LAST_MAILS = 2 * SECOND;

export interface Wired extends Services {
  /** Starts what only a server does: the sweep, and the note that it serves its rooms. */
  startServing(): void;
  /** Resolves when all background work is done. */
  settled(): Promise<void>;
  /** Closes all open connections, so that the server can shut down. */
  drain(): Promise<void>;
  /** Afterwards, when no request is left. */
  close(): void;
}

/** Everything that runs in this process, from its environment; or one message with all problems. */
export async function wire(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Wired> {
  const read = readConfig(env);
  if (!read.ok) throw new ConfigurationError(read.issues);
  return await wireConfig(read.config);
}

/** What a test may replace. */
export interface WiringOptions {
  readonly clock?: Clock;
  readonly log?: Log;
  /** How the embedded rooms reach our own callback route. */
  readonly deliverCallback?: DeliverCallback;
  /** Sends the requests to Twilio, whose host is fixed. */
  readonly twilioHttp?: HttpClient;
  /** Wraps the store, for every user of it. */
  readonly throughStore?: (kv: Deno.Kv) => Deno.Kv;
  /** How long one request may wait for the store. */
  readonly storeDeadlineMs?: number;
  /** See `StoreOptions`. */
  readonly storeTakesTurns?: boolean;
  /** Resend's URL, instead of the default. */
  readonly resendUrl?: string;
}

export async function wireConfig(
  config: Config,
  {
    clock = systemClock,
    log: ownLog = jsonLog,
    deliverCallback,
    twilioHttp,
    throughStore = (kv) => kv,
    storeDeadlineMs,
    storeTakesTurns,
    resendUrl,
  }: WiringOptions = {},
): Promise<Wired> {
  setOffsetRule(packageRule);
  const log = namingRequests(ownLog);
  const kv = throughStore(await openKv(config.kvPath));
  const store = new Store(kv, {
    ...(storeDeadlineMs === undefined ? {} : { deadlineMs: storeDeadlineMs }),
    ...(storeTakesTurns === undefined ? {} : { takesTurns: storeTakesTurns }),
  });
  const secrets = createSecrets(clock, serverKey(config));
  const changes = createChanges(kv);
  const stored = wireStore(store, { secrets, clock });
  const { catalog } = stored;
  const identities = createCalendarIdentities(store);
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
  const background = createBackgroundTasks();

  const deps = {
    clock,
    secrets,
    joinPolicy: config.joinPolicy,
    ...stored,
    changes,
    mailSender: createMailSender(config, {
      catalog,
      identities,
      mailbox,
      pictures: stored,
      resendUrl,
    }),
    calendarFiles: createCalendarFiles(config, { catalog, identities }),
    smsSender: wireSmsSender(config, store, { catalog, log, twilioHttp }),
    videoRooms: video.videoRooms,
    runInBackground: background.add,
    log,
  } satisfies Deps;

  const refusals = createRefusalLog(deps);
  let stopSweeping = () => {};
  let leave = () => Promise.resolve();
  return {
    deps,
    config,
    streams,
    views: createLiveViews(),
    feedReaders: createAddressRateLimit(RATE_LIMITS.calendarReads),
    formSenders: createAddressRateLimit(RATE_LIMITS.bookingForms),
    photoSenders: createAddressRateLimit(RATE_LIMITS.photoBytes),
    connectionTesters: createAddressRateLimit(RATE_LIMITS.connectionTests),
    refusals,
    bodies: new Bodies(),
    callbacks: createRoomCallbacks(store),
    callbackAuthToken: video.callbackAuthToken,
    mailbox,
    developmentKey: config.production ? null : secrets.secret(),
    rooms: video.rooms,
    assetUrls: readAssetUrls(),
    inRequest: (requestId, work) =>
      inRequest(requestId, () => sharingTime(work)),
    startServing() {
      stopSweeping = sweepEachMinute(deps);
      background.add(() =>
        indexClients(store).catch((error) =>
          log("client_index_failed", { reason: describeError(error) })
        )
      );
      if (!video.rooms) return;
      const registered = registerServerProcess(store, { clock, log });
      leave = async () => await (await registered)();
    },
    settled: background.settled,
    async drain() {
      stopSweeping();
      streams.closeAll();
      await leave();
      refusals.writeCounts();
      await within(LAST_MAILS, background.settled()).catch(ignoreDeadline);
      await video.rooms?.close();
    },
    close() {
      changes.close();
      kv.close();
    },
  };
}

/**
 * The key to the mail account can read every mail anyway. The development
 * mailbox is part of the store, so no key hides from the store what is in it.
 */
function serverKey({ mail }: Config): string {
  return mail.transport === "resend" ? mail.apiKey : mail.transport;
}

export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  constructor(readonly issues: readonly string[]) {
    super(
      `Visavis cannot start: ${
        count(issues.length, { one: "thing", other: "things" })
      } to put right.\n${issues.map((issue) => `  - ${issue}`).join("\n")}`,
    );
  }
}
