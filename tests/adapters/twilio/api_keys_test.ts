/** Which API key signs a token: one that Twilio is known to accept, in every process and after a restart. */
import { expect } from "expect";
import { decodeJwt } from "jose";
import { createAcceptedKey } from "@/lib/adapters/kv/rooms/accepted_key.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import {
  createTwilioVideoRooms,
  type TwilioVideoRoomsOptions,
} from "@/lib/adapters/twilio/video_rooms.ts";
import { StoreUnavailable, type VideoRooms } from "@/lib/ports/mod.ts";
import {
  ACCOUNT,
  type TwilioVideoServer,
  twilioVideoServer,
} from "@/tests/_support/twilio_video_server.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const NEW = { sid: ACCOUNT.apiKeySid, secret: ACCOUNT.apiKeySecret };
const OLD = { sid: `SK${"0".repeat(31)}0`, secret: "the older secret" };
const clock = { now: () => Date.UTC(2026, 0, 1) };

interface Stage {
  readonly server: TwilioVideoServer;
  readonly kv: Deno.Kv;
  /** Another process, or this one after a restart. */
  process(options?: Partial<TwilioVideoRoomsOptions>): VideoRooms;
  /** Before the rotation: the old key is the only one. */
  before(): VideoRooms;
}

function onStage(name: string, body: (stage: Stage) => Promise<void>) {
  // Twilio's client opens a connection for each request and closes it later.
  const options = { sanitizeResources: false, sanitizeOps: false };
  Deno.test(name, options, async () => {
    await using server = twilioVideoServer();
    await withKv(async (kv) => {
      const process = (options: Partial<TwilioVideoRoomsOptions> = {}) =>
        createTwilioVideoRooms({
          credentials: ACCOUNT,
          previousApiKey: OLD,
          clock,
          statusCallback: "https://studio.example/callbacks",
          httpClient: server.httpClient,
          acceptedKey: createAcceptedKey(new Store(kv)),
          backoffMs: 1,
          ...options,
        });
      const before = () =>
        createTwilioVideoRooms({
          credentials: {
            ...ACCOUNT,
            apiKeySid: OLD.sid,
            apiKeySecret: OLD.secret,
          },
          clock,
          statusCallback: "https://studio.example/callbacks",
          httpClient: server.httpClient,
          acceptedKey: createAcceptedKey(new Store(kv)),
        });
      await body({ server, kv, process, before });
    });
  });
}

/** Twilio accepts only these keys. */
function knows(
  server: TwilioVideoServer,
  ...keys: readonly { sid: string; secret: string }[]
) {
  server.keys.clear();
  for (const { sid, secret } of keys) server.keys.set(sid, secret);
}

async function signedBy(video: VideoRooms): Promise<string | undefined> {
  const expiresAt = clock.now() + 60_000;
  const token = await video.token({
    identity: "c:client",
    room: "room-1",
    expiresAt,
  });
  return decodeJwt(token).iss;
}

onStage(
  "what one process has learnt, another and a restarted one know without asking",
  async ({ server, process }) => {
    knows(server, OLD);
    const first = process();
    const second = process();
    await first.ensure("room-1");
    const asked = server.requests.length;
    expect(await signedBy(first)).toBe(OLD.sid);
    expect(await signedBy(second)).toBe(OLD.sid);
    expect(await signedBy(process())).toBe(OLD.sid);
    expect(server.requests.length).toBe(asked);

    knows(server, OLD, NEW);
    await second.fetch("room-1");
    for (const one of [first, second, process()]) {
      expect(await signedBy(one)).toBe(NEW.sid);
    }
  },
);

onStage(
  "in the midst of a call, a new key signs nothing until Twilio has accepted it",
  async ({ server, before, process }) => {
    knows(server, OLD);
    await before().ensure("room-1");
    const rotated = process();
    expect(await signedBy(rotated)).toBe(OLD.sid);
    knows(server, NEW, OLD);
    // The sweep does this every minute.
    await rotated.participants("room-1");
    expect(await signedBy(rotated)).toBe(NEW.sid);
    expect(await signedBy(process())).toBe(NEW.sid);
  },
);

onStage(
  "where nothing has been asked yet, the present key signs; and one that is no longer set signs nothing",
  async ({ server, before, process }) => {
    expect(await signedBy(process())).toBe(NEW.sid);
    knows(server, OLD);
    await before().ensure("room-1");
    const another = { sid: `SK${"0".repeat(31)}9`, secret: "another" };
    expect(await signedBy(process({ previousApiKey: another }))).toBe(NEW.sid);
  },
);

onStage(
  "without the store, a token is still signed, by what this process knows; and what was asked is done",
  async ({ server, process }) => {
    knows(server, OLD);
    const logged: string[] = [];
    const gone = () => Promise.reject(new StoreUnavailable("gone"));
    const video = process({
      acceptedKey: { read: gone, write: gone },
      log: (event) => void logged.push(event),
    });
    expect((await video.ensure("room-1")).status).toBe("in-progress");
    expect(await signedBy(video)).toBe(OLD.sid);
    expect(logged).toContain("twilio_key_not_remembered");
  },
);

onStage(
  "the store holds the key's sid and no secret, and is written once",
  async ({ kv, server, process }) => {
    knows(server, NEW);
    const video = process();
    await video.ensure("room-1");
    const entries = () => Array.fromAsync(kv.list({ prefix: [] }));
    const [entry, ...others] = await entries();
    expect([entry?.value, others]).toEqual([NEW.sid, []]);
    await video.fetch("room-1");
    expect(await entries()).toEqual([entry]);
  },
);
