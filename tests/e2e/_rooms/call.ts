import { until } from "@/tests/_support/patience.ts";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import type { LocalDataTrack, Room } from "twilio-video";
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";
import {
  createEmbeddedRooms,
  type EmbeddedRooms,
  type EmbeddedRoomsOptions,
} from "@/lib/rooms/mod.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { credentials } from "@/tests/rooms/_support.ts";
import { type Proxy, startProxy } from "./proxy.ts";
import { loadSite } from "./site.ts";

/** A server with rooms and one page, behind a proxy that can be cut, and a browser. */
export interface Stage {
  rooms: EmbeddedRooms;
  line: Proxy;
  browser: Browser;
  /** Creates a room with the REST API. */
  room(
    settings?: Record<string, unknown>,
  ): Promise<{ sid: string; name: string }>;
  rest(
    method: "GET" | "POST",
    path: string,
    data?: Record<string, unknown>,
  ): Promise<
    { statusCode: number; body: Record<string, unknown> }
  >;
  token(identity: string, room: string, ttlSeconds?: number): Promise<string>;
  /** Opens a new page that is not in a room yet. */
  open(within?: Browser): Promise<Page>;
  /** Opens a page whose SDK has joined. */
  join(identity: string, room: string, options?: JoinOptions): Promise<Page>;
  /** Ends the process and starts another one at the same address. */
  restart(): Promise<void>;
  /** Closes the pages of a test; the browser stays open. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface JoinOptions {
  /** A browser other than the stage's own. */
  within?: Browser;
  media?: boolean;
  data?: boolean;
  options?: Record<string, unknown>;
}

export async function setStage(
  options: Partial<EmbeddedRoomsOptions> = {},
): Promise<Stage> {
  const [site, browser] = await Promise.all([loadSite(), launchBrowser()]);
  const make = () =>
    createEmbeddedRooms({
      credentials,
      clock: { now: () => Date.now() },
      ...options,
    });

  const serve = (rooms: EmbeddedRooms) =>
    Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      (req) => site(req, rooms),
    );

  let rooms = make();
  let server = serve(rooms);
  const line = startProxy(() => server.addr.port);
  const contexts: BrowserContext[] = [];

  const stage: Stage = {
    get rooms() {
      return rooms;
    },
    line,
    browser,
    async rest(method, path, data) {
      const { statusCode, body } = await rooms.rest({
        method,
        uri: `https://video.twilio.com/v1/Rooms${path}`,
        username: credentials.apiKeySid,
        password: credentials.apiKeySecret,
        data,
      });
      return { statusCode, body: JSON.parse(body) };
    },
    async room(settings = {}) {
      const name = `room-${crypto.randomUUID()}`;
      const { body } = await stage.rest("POST", "", {
        UniqueName: name,
        ...settings,
      });
      return { sid: body["sid"] as string, name };
    },
    token: (identity, room, ttlSeconds = 600) =>
      mint({
        credentials,
        identity,
        room,
        ttlSeconds,
      }),
    async open(within = browser) {
      const context = await within.createBrowserContext();
      contexts.push(context);
      const page = await context.newPage();
      // localhost is a secure context, so the page gets a camera.
      await page.goto(`http://localhost:${line.port}/`);
      return page;
    },
    async join(identity, room, joining = {}) {
      const page = await stage.open(joining.within);
      const token = await stage.token(identity, room);
      const { within: _, ...options } = joining;
      const joined = await join(page, token, options);
      if ("refused" in joined) {
        throw new Error(`${identity} was refused: ${joined["refused"]}`);
      }
      return page;
    },
    async restart() {
      await rooms.close();
      line.cut();
      await server.shutdown();
      rooms = make();
      server = serve(rooms);
    },
    async clear() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await rooms.close();
      await line.close();
      await server.shutdown();
    },
  };
  return stage;
}

/** A valid token, or with a negative lifetime an expired one. */
function mint(
  input: Omit<Parameters<typeof mintAccessToken>[0], "now">,
): Promise<string> {
  const { ttlSeconds } = input;
  const now = Date.now();
  if (ttlSeconds > 0) return mintAccessToken({ ...input, now });
  return mintAccessToken({
    ...input,
    now: now + ttlSeconds * 1000 - 60_000,
    ttlSeconds: 60,
  });
}

/** Runs the SDK's connect() in a page: `{sid, name, state}`, or `{refused: code}`. */
export function join(
  page: Page,
  token: string,
  options: JoinOptions = {},
): Promise<Record<string, unknown>> {
  return page.evaluate(
    (token, options) => globalThis.call.join(token, options),
    token,
    options,
  );
}

/** Waits until the page's SDK has emitted an event with these fields. */
export async function heard(
  page: Page,
  event: string,
  fields: Fields = {},
): Promise<Fields> {
  const wanted = { event, ...fields };
  try {
    const handle = await page.waitForFunction(
      (wanted) =>
        globalThis.call.events.find((event) =>
          Object.entries(wanted).every(([name, value]) => event[name] === value)
        ),
      { polling: 50 },
      wanted,
    );
    return await handle.jsonValue() as Fields;
  } catch (error) {
    const told = await page.evaluate(() => globalThis.call.events);
    throw new Error(
      `never heard ${JSON.stringify(wanted)} among ${JSON.stringify(told)}`,
      {
        cause: error,
      },
    );
  }
}

/**
 * Sends "hello" on one page's data track until the other page hears it: the SDK
 * reports "subscribed" a moment before the channel is open.
 */
export async function heardByDataTrack(
  { from, to, identity }: { from: Page; to: Page; identity: string },
): Promise<void> {
  const timer = await from.evaluate(() =>
    Number(setInterval(() => globalThis.dataTrack.send("hello"), 50))
  );
  await heard(to, "message", { identity, data: "hello" });
  await from.evaluate((timer) => clearInterval(timer), timer);
}

/** Waits until this participant's video has a size and is playing. */
export async function sees(page: Page, identity: string): Promise<void> {
  await page.waitForFunction(
    (identity) => (globalThis.call.video(identity)?.videoWidth ?? 0) > 0,
    { polling: 50 },
    identity,
  );
  const before = await page.evaluate(
    (id) => globalThis.call.video(id)!.currentTime,
    identity,
  );
  await page.waitForFunction(
    (identity, before) =>
      (globalThis.call.video(identity)?.currentTime ?? 0) > before + 0.2,
    { polling: 50 },
    identity,
    before,
  );
}

/** Waits until more audio arrives. */
export async function hears(page: Page): Promise<void> {
  const before = await page.evaluate(() => globalThis.call.audioPackets());
  await until(
    "audio packets",
    async () =>
      await page.evaluate(() => globalThis.call.audioPackets()) > before,
  );
}

type Fields = Record<string, string | number | boolean | null>;

declare global {
  /** tests/e2e/_rooms/page.js */
  var call: {
    events: Fields[];
    strict: boolean;
    join(token: string, options: JoinOptions): Promise<Record<string, unknown>>;
    video(
      identity: string,
    ): { videoWidth: number; videoHeight: number; currentTime: number } | null;
    audioPackets(): Promise<number>;
  };
  var room: Room;
  var dataTrack: LocalDataTrack;
  var sdk: typeof import("twilio-video");
}
