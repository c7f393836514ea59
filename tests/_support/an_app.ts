/**
 * The whole product below its pages: a real store, the real adapters, the real
 * Twilio client against the embedded rooms, and the API's own routes; with a
 * clock that the test holds.
 */
import type { Config } from "@/lib/config.ts";
import { readConfig } from "@/lib/config.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { HOUR, type Instant, MINUTE } from "@/lib/domain/instant.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { clientCookie, STAFF_COOKIE } from "@/lib/http/cookies.ts";
import type { Deps } from "@/lib/ports.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/confirm_consultation.ts";
import { enterByLink } from "@/lib/usecases/enter_by_link.ts";
import { wireConfig, type Wired } from "@/lib/wiring.ts";
import { BRIDAL, INES, NOOR, openStudio } from "./a_studio.ts";
import { apiApp } from "./api_routes.ts";
import { FakeClock } from "./fake_clock.ts";
import { type ListedRoom, listRooms } from "./room_list.ts";

export { BRIDAL, INES, NOOR } from "./a_studio.ts";

export const BASE_URL = "http://localhost:8000";
/** A quarter past four in the afternoon, UTC: on the grid of the diary. */
export const START: Instant = Date.parse("2026-11-22T16:15:00Z");

export type Who =
  | "artist"
  | "other_artist"
  | "admin"
  | "nobody"
  | "client"
  /** Whoever a test has admitted. */
  | "guest";

export interface Ask {
  readonly method?: string;
  readonly as?: Who;
  /** An object is sent as JSON; a string as it is, as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface TestApp {
  readonly services: Wired;
  readonly clock: FakeClock;
  /** Asks the API as it would be asked over HTTP. */
  ask(path: string, ask?: Ask): Promise<Response>;
  fetch(req: Request): Promise<Response>;
  /** A request for Inès's time at `START`, unless another start is given. */
  requested(startsAt?: Instant, name?: string): Promise<ConsultationId>;
  /** The same, confirmed, with the secret of its link and a client who has entered. */
  confirmed(
    startsAt?: Instant,
    name?: string,
  ): Promise<{ id: ConsultationId; secret: string }>;
  record(id: ConsultationId): Promise<Consultation>;
  /** Every mail that was sent, oldest first. */
  mails(): Promise<readonly { to: string; subject: string; text: string }[]>;
  /**
   * Every key of the store with its version: equal dumps mean that nothing was
   * written. Without what the embedded rooms keep for themselves, a moment late.
   */
  dump(): Promise<string>;
  /** The same, once every callback of the embedded rooms has arrived. */
  settled(): Promise<string>;
  /** Every value of the store, as text in which a secret can be looked for. */
  values(): Promise<string>;
  /** The store, opened a second time, once no mail is just being sent. */
  kv<T>(work: (kv: Deno.Kv) => Promise<T>): Promise<T>;
  /** Every room that ever had this consultation's name, as the video service lists them. */
  rooms(id: ConsultationId): Promise<ListedRoom[]>;
  /** Puts a fault in the place of a part. */
  replace(parts: Partial<Deps>): void;
  /** From now on this cookie is what they send. */
  admit(who: Who, cookie: string): void;
  cookieOf(who: Who): string;
}

export async function withApp(
  test: (app: TestApp) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "visavis-" });
  const kvPath = `${folder}/store.kv`;
  const read = readConfig({ KV_PATH: kvPath, BASE_URL, ...env });
  if (!read.ok) throw new Error(read.issues.join("\n"));
  const app = await build(read.config, kvPath);
  try {
    await test(app);
  } finally {
    await app.services.drain();
    app.services.close();
    await Deno.remove(folder, { recursive: true });
  }
}

async function build(config: Config, kvPath: string): Promise<TestApp> {
  const clock = new FakeClock(START - 2 * HOUR);
  /** Callbacks of the embedded rooms that have not arrived yet. */
  let underWay = 0;
  const services = await wireConfig(config, {
    clock,
    log: () => {},
    deliverCallback: (url, init) => {
      underWay++;
      return fetchFromApp(new Request(url, init)).finally(() => underWay--);
    },
  });
  const { deps, writer } = services;
  await openStudio(writer);

  const handler = apiApp(services).handler();
  async function fetchFromApp(req: Request): Promise<Response> {
    return await handler(req);
  }

  const cookies = new Map<Who, string>();
  const prefix = config.baseUrl.startsWith("https:") ? "__Host-" : "";
  const far = START + 48 * HOUR;
  const signIn = async (who: Who, actor: Actor) => {
    const session = await deps.sessions.create(actor, far);
    cookies.set(who, `${prefix}${STAFF_COOKIE}=${session}`);
  };
  await signIn("artist", {
    role: "artist",
    artistId: INES,
    email: "ines@studio.example",
  });
  await signIn("other_artist", {
    role: "artist",
    artistId: NOOR,
    email: "noor@studio.example",
  });
  await signIn("admin", { role: "admin", email: "odile@studio.example" });

  const requested = async (startsAt = START, name = "Mara Lindqvist") => {
    const booked = await bookConsultation(deps, {
      artistId: INES,
      serviceId: BRIDAL,
      startsAt,
      client: {
        name,
        email: "mara@client.example",
        zone: "Europe/Berlin",
        note: "",
        phone: null,
      },
      intake: [],
      photos: [],
    });
    if (!booked.ok) throw new Error(booked.code);
    await services.settled();
    return booked.value.id;
  };
  /** A mail that an answer did not wait for is sent a moment after it. */
  const mailsSent = () =>
    opened(kvPath, async (kv) => {
      for (let look = 0; look < 100; look++) {
        const end = ["outbox_due", clock.now() + MINUTE];
        const rows = kv.list({ start: ["outbox_due"], end }, { limit: 1 });
        if ((await rows.next()).done) return;
        await new Promise((done) => setTimeout(done, 3));
      }
    });
  const dump = async () => {
    await services.settled();
    await mailsSent();
    return (await entriesOf(kvPath))
      .filter(({ key }) => key[0] !== "embedded_rooms")
      .map(({ key, versionstamp }) => `${JSON.stringify(key)} ${versionstamp}`)
      .join("\n");
  };
  return {
    services,
    clock,
    fetch: fetchFromApp,
    ask(path, { method = "GET", as = "nobody", body, headers = {} } = {}) {
      const cookie = cookies.get(as);
      const text = body === undefined
        ? undefined
        : typeof body === "string"
        ? body
        : JSON.stringify(body);
      return fetchFromApp(
        new Request(`${BASE_URL}${path}`, {
          method,
          headers: {
            ...(cookie ? { cookie } : {}),
            ...(text === undefined
              ? {}
              : { "content-type": "application/json" }),
            ...headers,
          },
          ...(text === undefined ? {} : { body: text }),
        }),
      );
    },
    requested,
    async confirmed(startsAt, name) {
      const id = await requested(startsAt, name);
      const done = await confirmConsultation(
        deps,
        { role: "artist", artistId: INES, email: "ines@studio.example" },
        id,
      );
      if (!done.ok) throw new Error(done.code);
      const secret = await secretFromMail(services, id);
      const entered = await enterByLink(deps, id, secret);
      if (!entered.ok) throw new Error(entered.code);
      cookies.set(
        "client",
        `${prefix}${clientCookie(id)}=${entered.value.token}`,
      );
      return { id, secret };
    },
    async record(id) {
      const stored = await deps.consultations.get(id);
      if (!stored) throw new Error(`There is no ${id}`);
      return stored.value;
    },
    async mails() {
      await services.settled();
      return (await services.mailbox!.list()).reverse();
    },
    dump,
    async settled() {
      // A callback sets out at once, and the next of its room when it has arrived.
      do await new Promise((done) => setTimeout(done)); while (underWay > 0);
      return await dump();
    },
    async values() {
      const shown = { depth: 20, strAbbreviateSize: 1e6, iterableLimit: 1e6 };
      return (await entriesOf(kvPath))
        .map(({ key, value }) => Deno.inspect([key, value], shown)).join("\n");
    },
    async kv(work) {
      await services.settled();
      return await opened(kvPath, work);
    },
    rooms: (id) =>
      opened(kvPath, async (kv) => {
        const stored = await deps.consultations.get(id);
        const room = stored && "twilioRoomName" in stored.value
          ? stored.value.twilioRoomName
          : null;
        return room ? await listRooms(services.rooms!, kv, room) : [];
      }),
    replace: (parts) => void Object.assign(deps, parts),
    admit: (who, cookie) => void cookies.set(who, cookie),
    cookieOf: (who) => cookies.get(who) ?? "",
  };
}

async function opened<T>(
  path: string,
  work: (kv: Deno.Kv) => Promise<T>,
): Promise<T> {
  const kv = await Deno.openKv(path);
  try {
    return await work(kv);
  } finally {
    kv.close();
  }
}

function entriesOf(path: string): Promise<Deno.KvEntry<unknown>[]> {
  return opened(path, (kv) => Array.fromAsync(kv.list({ prefix: [] })));
}

/** As a client would find it: in the newest mail about this consultation. */
async function secretFromMail(
  services: Wired,
  id: ConsultationId,
): Promise<string> {
  for (const mail of await services.mailbox!.list()) {
    const found = new RegExp(`/c/${id}#(\\S+)`).exec(mail.text);
    if (found) return found[1]!;
  }
  throw new Error("No mail has this consultation's link");
}
