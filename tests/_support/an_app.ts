/**
 * The whole product below its pages: a real store, the real adapters, the real
 * Twilio client against the embedded rooms, and the API's own routes; with a
 * clock that the test holds.
 */
import { App } from "fresh";
import type { Config } from "@/lib/config.ts";
import { readConfig } from "@/lib/config.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ArtistId, ConsultationId, ServiceId } from "@/lib/domain/ids.ts";
import { HOUR, type Instant } from "@/lib/domain/instant.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { clientCookie, STAFF_COOKIE } from "@/lib/http/cookies.ts";
import { securityHeaders } from "@/lib/http/security_headers.ts";
import type { State } from "@/lib/http/state.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/confirm_consultation.ts";
import { enterByLink } from "@/lib/usecases/enter_by_link.ts";
import { wireConfig, type Wired } from "@/lib/wiring.ts";
import { FakeClock } from "./fake_clock.ts";
import { handler as confirm } from "@/routes/api/appointments/[id]/confirm.ts";
import { handler as decline } from "@/routes/api/appointments/[id]/decline.ts";
import { handler as day } from "@/routes/api/artist/day.ts";
import { handler as entry } from "@/routes/api/entry/[id].ts";
import { handler as signaling } from "@/routes/api/rooms/signaling.ts";
import { handler as signInLink } from "@/routes/api/sign-in/link.ts";
import { handler as callbacks } from "@/routes/api/video/callbacks/twilio.ts";
import { handler as end } from "@/routes/api/video/consultation/[id]/end-session.ts";
import { handler as start } from "@/routes/api/video/consultation/[id]/start-session.ts";
import { handler as token } from "@/routes/api/video/consultation/[id]/token.ts";
import { handler as waiting } from "@/routes/api/video/consultation/[id]/waiting-status.ts";

export const BASE_URL = "http://localhost:8000";
/** A quarter past four in the afternoon, UTC: on the grid of the diary. */
export const START: Instant = Date.parse("2026-11-22T16:15:00Z");

export const INES = "ines-vidal" as ArtistId;
export const NOOR = "noor-haddad" as ArtistId;
export const BRIDAL = "bridal-trial" as ServiceId;

export type Who = "artist" | "other_artist" | "admin" | "nobody" | "client";

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
  /** Every key of the store with its version: equal dumps mean that nothing was written. */
  dump(): Promise<string>;
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
  const services = await wireConfig(config, {
    clock,
    log: () => {},
    deliverCallback: (url, init) => fetchFromApp(new Request(url, init)),
  });
  const { deps, writer } = services;
  await openStudio(writer);

  const handler = new App<State>()
    .use((ctx) => {
      ctx.state.services = services;
      return ctx.next();
    })
    .use(securityHeaders)
    .all("/api/appointments/:id/confirm", confirm)
    .all("/api/appointments/:id/decline", decline)
    .all("/api/artist/day", day)
    .all("/api/entry/:id", entry)
    .all("/api/rooms/signaling", signaling)
    .all("/api/sign-in/link", signInLink)
    .all("/api/video/callbacks/twilio", callbacks)
    .all("/api/video/consultation/:id/end-session", end)
    .all("/api/video/consultation/:id/start-session", start)
    .all("/api/video/consultation/:id/token", token)
    .all("/api/video/consultation/:id/waiting-status", waiting)
    .handler();
  async function fetchFromApp(req: Request): Promise<Response> {
    return await handler(req);
  }

  const cookies = new Map<Who, string>();
  const far = START + 48 * HOUR;
  const signIn = async (who: Who, actor: Actor) => {
    const session = await deps.sessions.create(actor, far);
    cookies.set(who, `${STAFF_COOKIE}=${session}`);
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
      },
    });
    if (!booked.ok) throw new Error(booked.code);
    return booked.value.id;
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
      cookies.set("client", `${clientCookie(id)}=${entered.value.token}`);
      return { id, secret };
    },
    async record(id) {
      const stored = await deps.consultations.get(id);
      if (!stored) throw new Error(`There is no ${id}`);
      return stored.value;
    },
    async mails() {
      return (await services.mailbox!.list()).reverse();
    },
    async dump() {
      const kv = await Deno.openKv(kvPath);
      const entries = await Array.fromAsync(kv.list({ prefix: [] }));
      kv.close();
      return entries.map((entry) =>
        `${JSON.stringify(entry.key)} ${entry.versionstamp}`
      ).join("\n");
    },
  };
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

async function openStudio(writer: Wired["writer"]) {
  const hours = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    weekday,
    from: "00:00",
    to: "24:00",
  }));
  await writer.putStudio({
    name: "Atelier Rosewood",
    zone: "Europe/Berlin",
    contactEmail: "hello@studio.example",
  });
  await writer.putService({
    id: BRIDAL,
    name: "Bridal trial",
    minutes: 45,
    description: "",
    priceText: "",
  });
  for (
    const [id, name] of [[INES, "Inès Vidal"], [NOOR, "Noor Haddad"]] as const
  ) {
    const email = `${id.split("-")[0]}@studio.example`;
    await writer.putArtist({
      id,
      name,
      email,
      zone: "Europe/Berlin",
      bio: "",
      hours,
      services: [BRIDAL],
      noticeMinutes: 0,
      horizonDays: 30,
    });
    await writer.putStaff({ role: "artist", email, artistId: id });
  }
  await writer.putStaff({
    role: "admin",
    email: "odile@studio.example",
    name: "Odile Marchand",
  });
}
