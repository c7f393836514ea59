/**
 * The whole product below its pages: a real store, the real adapters, the real
 * Twilio client against the embedded rooms, and the API's own routes, with a
 * fake clock.
 */
import type { Config } from "@/lib/config/mod.ts";
import { readConfig } from "@/lib/config/mod.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR, type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { clientCookie, STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { enterByLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { wireConfig, type Wired } from "@/lib/wiring/wiring.ts";
import { BRIDAL, INES, NOOR, openStudio } from "./a_studio.ts";
import { apiApp } from "./api_routes.ts";
import { checkContract, type Exercised } from "./contract.ts";
import { FakeClock } from "./fake_clock.ts";
import { until } from "./patience.ts";
import { type ListedRoom, listRooms } from "./room_list.ts";

export { BRIDAL, INES, NOOR } from "./a_studio.ts";

export const BASE_URL = "http://localhost:8000";
/** 16:15 UTC, on the slot grid. */
export const START: Instant = Date.parse("2026-11-22T16:15:00Z");

export type Who =
  | "artist"
  | "other_artist"
  | "admin"
  | "nobody"
  | "client"
  /** Set with `admit`. */
  | "guest";

export interface Ask {
  readonly method?: string;
  readonly as?: Who;
  /** Objects are sent as JSON; strings as they are, with the JSON content type. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface TestApp {
  readonly services: Wired;
  readonly clock: FakeClock;
  /** The endpoints and refusals seen so far; each answer was checked against the contract. */
  readonly exercised: Exercised;
  /** Calls the API as over HTTP. */
  ask(path: string, ask?: Ask): Promise<Response>;
  fetch(req: Request): Promise<Response>;
  /** A request for Inès at `START` by default. */
  requested(startsAt?: Instant, name?: string): Promise<ConsultationId>;
  /** The same, confirmed, with the secret of its link and a client who has entered. */
  confirmed(
    startsAt?: Instant,
    name?: string,
  ): Promise<{ id: ConsultationId; secret: string }>;
  record(id: ConsultationId): Promise<Consultation>;
  /** All sent mails, oldest first. */
  mails(): Promise<readonly { to: string; subject: string; text: string }[]>;
  /**
   * Every key of the store with its version: equal dumps mean that nothing was
   * written. Excludes what the embedded rooms store for themselves, with a
   * delay.
   */
  dump(): Promise<string>;
  /** The same dump, after every callback of the embedded rooms has arrived. */
  settled(): Promise<string>;
  /** Every value of the store as text, to search for secrets. */
  values(): Promise<string>;
  /** The store itself, while no mail is being sent. */
  kv<T>(work: (kv: Deno.Kv) => Promise<T>): Promise<T>;
  /** Every room that ever had this consultation's name, as the video service lists them. */
  rooms(id: ConsultationId): Promise<ListedRoom[]>;
  /** Replaces dependencies, for example with faulty ones. */
  replace(parts: Partial<Deps>): void;
  /** From now on, `who` sends this cookie. */
  admit(who: Who, cookie: string): void;
  cookieOf(who: Who): string;
}

export interface AppOptions {
  /** What stands between the store and the app. */
  readonly throughStore?: (kv: Deno.Kv) => Deno.Kv;
  /** Requests race for each record as those of several processes do. */
  readonly asSeveralProcesses?: true;
  /** What is done around each request, the embedded rooms' callbacks included. */
  readonly around?: (answer: () => Promise<Response>) => Promise<Response>;
  /** How long one request may wait for the store. */
  readonly storeDeadlineMs?: number;
}

export async function withApp(
  test: (app: TestApp) => Promise<void>,
  env: Record<string, string> = {},
  options: AppOptions = {},
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "visavis-" });
  const kvPath = `${folder}/store.kv`;
  const read = readConfig({ KV_PATH: kvPath, BASE_URL, ...env });
  if (!read.ok) throw new Error(read.issues.join("\n"));
  const app = await build(read.config, options);
  try {
    await test(app);
  } finally {
    await app.services.drain();
    app.services.close();
    await Deno.remove(folder, { recursive: true });
  }
}

async function build(
  config: Config,
  {
    throughStore,
    asSeveralProcesses,
    storeDeadlineMs,
    around = (answer) => answer(),
  }: AppOptions,
): Promise<TestApp> {
  const clock = new FakeClock(START - 2 * HOUR);
  /** Callbacks of the embedded rooms that have not arrived yet. */
  let underWay = 0;
  // Not opened a second time: the file would be locked now and then.
  let kv!: Deno.Kv;
  const services = await wireConfig(config, {
    clock,
    log: () => {},
    throughStore(opened) {
      kv = opened;
      return throughStore?.(opened) ?? opened;
    },
    ...(storeDeadlineMs ? { storeDeadlineMs } : {}),
    ...(asSeveralProcesses ? { storeTakesTurns: false } : {}),
    deliverCallback: (url, init) => {
      underWay++;
      return fetchFromApp(new Request(url, init)).finally(() => underWay--);
    },
  });
  const { deps } = services;
  await openStudio(deps.catalog);

  const handler = apiApp(services).handler();
  const exercised: Exercised = { answers: new Set(), refusals: new Set() };
  async function fetchFromApp(req: Request): Promise<Response> {
    const response = await around(async () => await handler(req));
    await checkContract(req, response, exercised);
    return response;
  }

  const cookies = new Map<Who, string>();
  const prefix = config.baseUrl.startsWith("https:") ? "__Host-" : "";
  const far = START + 48 * HOUR;
  const signIn = async (who: Who, actor: Actor) => {
    const session = await deps.sessions.create(actor, { expiresAt: far });
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
  /** Mails that the response does not wait for are sent shortly after it. */
  const mailsSent = () =>
    until("an empty outbox", async () => {
      await services.settled();
      const end = ["outbox_due", clock.now() + MINUTE];
      const rows = kv.list({ start: ["outbox_due"], end }, { limit: 1 });
      return (await rows.next()).done;
    }, { everyMs: 3 });
  const dump = async () => {
    await mailsSent();
    return (await entriesOf(kv))
      .filter(({ key }) => key[0] !== "embedded_rooms")
      .map(({ key, versionstamp }) => `${JSON.stringify(key)} ${versionstamp}`)
      .join("\n");
  };
  return {
    services,
    clock,
    exercised,
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
      const done = await confirmConsultation(deps, {
        actor: { role: "artist", artistId: INES, email: "ines@studio.example" },
        id,
      });
      if (!done.ok) throw new Error(done.code);
      const secret = await secretFromMail(services, id);
      const entered = await enterByLink(deps, { id, secret });
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
      // A callback is sent at once, and the next one of its room after it has
      // arrived.
      do await new Promise((done) => setTimeout(done)); while (underWay > 0);
      return await dump();
    },
    async values() {
      const shown = { depth: 20, strAbbreviateSize: 1e6, iterableLimit: 1e6 };
      return (await entriesOf(kv))
        .map(({ key, value }) => Deno.inspect([key, value], shown)).join("\n");
    },
    async kv(work) {
      await services.settled();
      return await work(kv);
    },
    async rooms(id) {
      const stored = await deps.consultations.get(id);
      const room = stored && "twilioRoomName" in stored.value
        ? stored.value.twilioRoomName
        : null;
      return room ? await listRooms(services.rooms!, kv, room) : [];
    },
    replace: (parts) => void Object.assign(deps, parts),
    admit: (who, cookie) => void cookies.set(who, cookie),
    cookieOf: (who) => cookies.get(who) ?? "",
  };
}

function entriesOf(kv: Deno.Kv): Promise<Deno.KvEntry<unknown>[]> {
  return Array.fromAsync(kv.list({ prefix: [] }));
}

/** As a client finds it: in the newest mail about this consultation. */
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
