/**
 * A process crashes at every step between a click and the sent mail, before or
 * after the step, or gets an error for a step that succeeded. The next process
 * opens the same file and sweeps: exactly one of each mail, or one visible dead
 * letter. The real app, the real Resend client, and a Resend server on a real
 * socket.
 */
import { expect } from "expect";
import { type Config, readConfig } from "@/lib/config/mod.ts";
import type {
  Consultation,
  ConsultationState,
} from "@/lib/domain/consultation/consultation.ts";
import { type ConsultationId, parseTabId } from "@/lib/domain/basic/ids.ts";
import {
  DAY,
  HOUR,
  type Instant,
  iso,
  MINUTE,
  SECOND,
} from "@/lib/domain/basic/instant.ts";
import type { Event } from "@/lib/domain/consultation/transition.ts";
import { clientCookie, STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import { changeBySystem } from "@/lib/usecases/shared/change.ts";
import { enterByLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { wireConfig, type Wired } from "@/lib/wiring/wiring.ts";
import { BASE_URL, BRIDAL, INES, START } from "@/tests/_support/an_app.ts";
import {
  type ResendServer,
  resendServer,
} from "@/tests/_support/resend_server.ts";
import { openStudio } from "@/tests/_support/a_studio.ts";
import { apiApp } from "@/tests/_support/api_routes.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { Fate, fated } from "@/tests/_support/faulty_kv.ts";

const WANTED: Instant = START + 3 * DAY;
const ROOM = "RM-of-the-call";

interface Process {
  readonly services: Wired;
  readonly clock: FakeClock;
  /** As the artist or the admitted client. Returns the status. */
  post(
    path: string,
    body: Record<string, string>,
    as?: "artist" | "client",
  ): Promise<number>;
  /** Through the link in the mail, for this and later processes. */
  admitClient(id: ConsultationId): Promise<void>;
  /** Whether the client's session is still valid. */
  clientIsInside(id: ConsultationId): Promise<boolean>;
  end(): Promise<void>;
}

interface Journey {
  readonly name: string;
  /** The state when the process begins. */
  readonly from: "nothing" | "requested" | "confirmed" | "spoken";
  readonly at: Instant;
  /** Concurrent work without faults, in every process. */
  beside?(process: Process, id: ConsultationId): Promise<void>;
  act(process: Process, id: ConsultationId): Promise<unknown>;
  /** Whether it has happened, according to the store. By default, by the state alone. */
  has?(record: Consultation | undefined, folder: string): Promise<boolean>;
  /** For replaced links: whether the client's browser keeps access with the new one. */
  readonly clientAfter?: "in" | "out";
  /** In this state it has happened, and these mails went out, given by the start of their subjects. */
  readonly then: ConsultationState | null;
  readonly mails: readonly string[];
}

const appointment = (id: string, verb: string) =>
  `/api/appointments/${id}/${verb}`;

const JOURNEYS: readonly Journey[] = [
  {
    name: "a booking",
    from: "nothing",
    at: START,
    act: (process) => book(process),
    then: "requested",
    mails: ["New request", "Your request"],
  },
  {
    name: "a confirmation",
    from: "requested",
    at: START,
    act: (process, id) => process.post(appointment(id, "confirm"), {}),
    then: "confirmed",
    mails: ["Confirmed"],
  },
  {
    name: "a refusal",
    from: "requested",
    at: START,
    act: (process, id) =>
      process.post(appointment(id, "decline"), { reason: "I am away." }),
    then: "declined",
    mails: ["Inès Vidal can’t accept your request"],
  },
  ...(["artist", "client"] as const).flatMap((as): Journey[] => [
    {
      name: `a new time by the ${as}`,
      from: "confirmed",
      at: START,
      act: (process, id) =>
        process.post(appointment(id, "reschedule"), {
          at: iso(WANTED + 2 * HOUR),
        }, as),
      has: (record) => Promise.resolve(record?.version === 2),
      clientAfter: as === "client" ? "in" : "out",
      then: "confirmed",
      mails: ["Moved", "Moved"],
    },
    {
      name: `a cancellation by the ${as}`,
      from: "confirmed",
      at: START,
      act: (process, id) =>
        process.post(appointment(id, "cancel"), { word: "" }, as),
      then: "cancelled",
      mails: ["Cancelled", "Cancelled"],
    },
  ]),
  {
    name: "a reminder",
    from: "confirmed",
    at: WANTED - DAY,
    act: ({ services }) => sweep(services.deps),
    then: "confirmed",
    mails: ["Coming up"],
  },
  {
    name: "a request that lapses",
    from: "requested",
    at: WANTED,
    act: ({ services }) => sweep(services.deps),
    then: "expired",
    mails: ["Your request expired"],
  },
  {
    name: "an artist who waits for a client",
    from: "confirmed",
    at: WANTED,
    beside: artistWaits,
    act: ({ services }) => sweep(services.deps),
    then: "confirmed",
    mails: ["Inès Vidal is ready"],
  },
  {
    name: "the end of a call",
    from: "spoken",
    at: WANTED + 20 * MINUTE,
    act: async ({ services: { deps } }, id) => {
      await changeBySystem(deps, id, {
        request: {
          type: "room_completed",
          sid: ROOM,
        },
      });
      await sweep(deps);
    },
    // If the process crashed before writing it, the sweep asks for the room
    // itself.
    then: "ended",
    mails: ["Your consultation with"],
  },
  {
    name: "a sign-in",
    from: "nothing",
    at: START,
    act: (process) =>
      process.post("/sign-in", { email: "ines@studio.example" }),
    has: async (_, folder) => await signInsAskedFor(folder) > 0,
    then: null,
    mails: ["Sign in to"],
  },
];

/** From arrival on, a heartbeat every six seconds, until the client is missed. */
async function artistWaits({ services, clock }: Process, id: ConsultationId) {
  const { deps } = services;
  const tab = parseTabId("tab-0001")!;
  for (let beat = 0; beat <= 12; beat++) {
    const record = (await deps.consultations.get(id))!.value;
    await deps.presence.beat(record, "artist", {
      kind: beat ? "beat" : "arrive",
      tab,
    });
    if (beat < 12) clock.advance(6 * SECOND);
  }
}

async function signInsAskedFor(folder: string): Promise<number> {
  const kv = await Deno.openKv(`${folder}/store.kv`);
  try {
    return (await Array.fromAsync(kv.list({ prefix: ["sign_ins"] }))).length;
  } finally {
    kv.close();
  }
}

for (const journey of JOURNEYS) {
  Deno.test(`${journey.name}: whichever step a process crashes at, each mail goes out once`, async () => {
    await prepared(journey, async (world) => {
      // Without a fault, to count the steps.
      const sound = await world.run(new Fate(Infinity, "before"));
      expect(sound).toEqual({ mails: journey.mails, dead: [], happened: true });
      const { steps } = world;
      // At least: the change, and each mail leased, sent and deleted.
      expect(steps).toBeGreaterThanOrEqual(1 + 3 * journey.mails.length);
      for (const how of ["before", "after", "unheard"] as const) {
        for (let at = 1; at <= steps; at++) {
          const fate = new Fate(at, how);
          const { mails, dead, happened } = await world.run(fate);
          expect([how, at, mails, dead]).toEqual([
            how,
            at,
            happened ? journey.mails : [],
            [],
          ]);
        }
      }
    });
  });

  Deno.test(`${journey.name}: where the mail is permanently refused, each is one dead letter, whichever step a process crashes at`, async () => {
    await prepared(journey, async (world) => {
      world.resend.refuses = 422;
      const sound = await world.run(new Fate(Infinity, "before"));
      expect(sound.dead.length).toBe(journey.mails.length);
      const { steps } = world;
      for (const how of ["before", "after", "unheard"] as const) {
        for (let at = 1; at <= steps; at++) {
          const { mails, dead, happened } = await world.run(new Fate(at, how));
          expect([how, at, mails, dead]).toEqual([
            how,
            at,
            [],
            happened ? sound.dead : [],
          ]);
        }
      }
    });
  });
}

Deno.test("an unavailable mail account: each mail goes out once when it is back", async () => {
  await prepared(JOURNEYS[0]!, async (world) => {
    world.resend.refuses = 500;
    const found = await world.run(new Fate(Infinity, "before"), () => {
      world.resend.refuses = null;
    });
    expect(found).toEqual({
      mails: JOURNEYS[0]!.mails,
      dead: [],
      happened: true,
    });
  });
});

interface World {
  readonly resend: ResendServer;
  /** From the last run. */
  readonly steps: number;
  /** One process with this fate, from the prepared file on, followed by a healthy one that sweeps. */
  run(fate: Fate, between?: () => void): Promise<{
    readonly mails: readonly string[];
    readonly dead: readonly string[];
    readonly happened: boolean;
  }>;
}

async function prepared(
  journey: Journey,
  work: (world: World) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "visavis-" });
  await using resend = resendServer();
  try {
    await Deno.mkdir(`${folder}/0`);
    const first = await aProcess(`${folder}/0`, resend, START, null);
    const id = await comeTo(first, journey.from);
    await first.end();
    let runs = 0;
    const world = {
      resend,
      steps: 0,
      async run(fate: Fate, between?: () => void) {
        const here = `${folder}/${++runs}`;
        await Deno.mkdir(here);
        for await (const { name } of Deno.readDir(`${folder}/0`)) {
          await Deno.copyFile(`${folder}/0/${name}`, `${here}/${name}`);
        }
        resend.mails.length = 0;
        resend.around = (take) => fate.step(take);
        const dying = await aProcess(here, resend, journey.at, fate);
        await journey.beside?.(dying, id);
        fate.watching = true;
        await journey.act(dying, id).catch(() => {});
        await dying.services.settled();
        fate.watching = false;
        await dying.end();
        world.steps = fate.steps;
        resend.around = (take) => take();
        between?.();
        const found = await aftermath(here, resend, journey, id);
        await Deno.remove(here, { recursive: true });
        return found;
      },
    };
    await work(world);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What the next process finds and does, including a second request. */
async function aftermath(
  folder: string,
  resend: ResendServer,
  journey: Journey,
  id: ConsultationId,
) {
  const next = await aProcess(folder, resend, journey.at + MINUTE, null);
  const { deps } = next.services;
  const before = (await deps.consultations.all(5))[0];
  const asked = await journey.has?.(before, folder);
  for (let look = 0; look < 3; look++) {
    await journey.beside?.(next, id);
    await sweep(deps);
    next.clock.advance(MINUTE);
  }
  const swept = (await deps.consultations.all(5))[0];
  // The sweep itself does what needs no request.
  const happened = asked ?? swept?.state === journey.then;
  if (happened) expect(swept?.state ?? null).toBe(journey.then);
  if (journey.clientAfter) {
    // The session is written with the move, or not at all.
    expect(await next.clientIsInside(id))
      .toBe(!happened || journey.clientAfter === "in");
  }
  // A user without an answer clicks again; a repeated sign-in request gets
  // another mail.
  if (happened && journey.then !== null) {
    await journey.act(next, id).catch(() => {});
  }
  await sweep(deps);
  const dead = await deps.outbox.deadLetters();
  const left = [];
  for await (const row of deps.outbox.due(START + 30 * DAY)) left.push(row);
  expect(left).toEqual([]);
  expect(resend.mismatches()).toBe(0);
  await next.end();
  return {
    mails: resend.mails.map(({ subject }) => beginning(subject, journey))
      .sort(),
    dead: dead.map(({ value }) => "mail" in value ? value.mail.kind : "sms")
      .sort(),
    happened,
  };
}

function beginning(subject: string, { mails }: Journey): string {
  return mails.find((one) => subject.startsWith(one)) ?? subject;
}

async function comeTo(
  process: Process,
  from: Journey["from"],
): Promise<ConsultationId> {
  const { deps } = process.services;
  await openStudio(deps.catalog);
  if (from === "nothing") return "" as ConsultationId;
  await book(process);
  const { id } = (await deps.consultations.all(1))[0]!;
  if (from === "requested") return id;
  await process.post(appointment(id, "confirm"), {});
  await process.admitClient(id);
  if (from === "spoken") await speak(process, id);
  return id;
}

/** A call that both attended and that has ended; the room is not over yet. */
async function speak(
  { services: { deps }, clock }: Process,
  id: ConsultationId,
) {
  const stay = (party: "client" | "artist") => ({
    party,
    participantSid: `PA-${party}`,
    joinedAt: WANTED,
    leftAt: null,
  });
  clock.set(WANTED);
  const events: readonly Event[] = [
    { type: "start" },
    { type: "room_ready", sid: ROOM },
    { type: "attended", joins: [stay("client"), stay("artist")] },
    { type: "end", by: "artist" },
  ];
  for (const event of events) {
    expect((await changeBySystem(deps, id, { request: event })).ok).toBe(true);
  }
}

function book({ post }: Process) {
  return post("/book", {
    service: BRIDAL,
    artist: INES,
    zone: "Europe/Berlin",
    at: iso(WANTED),
    name: "Mara Lindqvist",
    email: "mara@client.example",
    note: "",
  });
}

async function aProcess(
  folder: string,
  { url, mails }: ResendServer,
  at: Instant,
  fate: Fate | null,
): Promise<Process> {
  const clock = new FakeClock(at);
  const services = await wireConfig(configOf(`${folder}/store.kv`), {
    clock,
    log: () => {},
    resendUrl: url,
    // The artist's session is not a step of the journey.
    ...(fate ? { throughStore: (kv) => fated(kv, fate) } : {}),
  });
  const handler = apiApp(services).handler();
  const session = `${folder}/session`;
  const known = await Deno.readTextFile(session).catch(() => null);
  if (known === null) await openStudio(services.deps.catalog);
  const token = known ??
    await services.deps.sessions.create({
      role: "artist",
      artistId: INES,
      email: "ines@studio.example",
    }, { expiresAt: START + 90 * DAY });
  await Deno.writeTextFile(session, token);
  const clients = `${folder}/client`;
  const cookies = async (as: "artist" | "client") =>
    as === "artist"
      ? `${STAFF_COOKIE}=${token}`
      : await Deno.readTextFile(clients);
  return {
    services,
    clock,
    post: async (path, body, as = "artist") => {
      const response = await handler(
        new Request(`${BASE_URL}${path}`, {
          method: "POST",
          headers: { cookie: await cookies(as) },
          body: new URLSearchParams(body),
        }),
      );
      await response.body?.cancel();
      return response.status;
    },
    async admitClient(id) {
      const [, secret] = new RegExp(`/c/${id}#(\\S+)`)
        .exec(mails.map(({ text }) => text).join("\n"))!;
      const entered = await enterByLink(services.deps, { id, secret: secret! });
      if (!entered.ok) throw new Error(entered.code);
      await Deno.writeTextFile(
        clients,
        `${clientCookie(id)}=${entered.value.token}`,
      );
    },
    async clientIsInside(id) {
      const response = await handler(
        new Request(`${BASE_URL}/api/video/consultation/${id}/waiting-status`, {
          headers: { cookie: await cookies("client") },
        }),
      );
      await response.body?.cancel();
      return response.status === 200;
    },
    async end() {
      await services.drain();
      services.close();
    },
  };
}

function configOf(kvPath: string): Config {
  const read = readConfig({
    KV_PATH: kvPath,
    BASE_URL,
    RESEND_API_KEY: "re_test",
    MAIL_FROM: "Atelier <hello@studio.example>",
  });
  if (!read.ok) throw new Error(read.issues.join("\n"));
  return read.config;
}
