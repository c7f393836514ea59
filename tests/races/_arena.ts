/** Races of two server processes on one store over KV Connect: each lane is an artist with one consultation at a time. */
import type {
  ArtistId,
  ConsultationId,
  ServiceId,
} from "@/lib/domain/basic/ids.ts";
import {
  type Consultation,
  linksOf,
} from "@/lib/domain/consultation/consultation.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { HOUR, type Instant, iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { clientCookie, STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { eraseConsultation } from "@/lib/usecases/consultation/erase_consultation.ts";
import { endSession } from "@/lib/usecases/call/end_session.ts";
import { wire } from "@/lib/wiring/wiring.ts";
import { kvConnectServer } from "@/tests/_support/kv_connect_server.ts";
import { aService } from "@/tests/_support/a_studio.ts";
import { type TwoServers, twoServers } from "@/tests/_support/two_servers.ts";

/** `deno task races` plays this many rounds of each race; the tests a few. */
const ROUNDS = Deno.env.get("RACES") === undefined ? 10 : 300;
const LANES = 10;
const ADMIN = "odile@atelier.example";

export interface Lane {
  readonly artist: ArtistId;
  readonly service: ServiceId;
  readonly email: string;
  readonly number: number;
}

export interface Arena {
  readonly two: TwoServers;
  /** The test's own process on the store. */
  readonly deps: Deps;
  readonly admin: string;
  /** The cookie of this lane's artist. */
  artist(lane: Lane): Promise<string>;
  /** The cookie of the client of a confirmed consultation. */
  client(id: ConsultationId): Promise<string>;
  confirmed(lane: Lane, startsAt: Instant): Promise<ConsultationId>;
  record(id: ConsultationId): Promise<Consultation>;
  /** Ends and erases it, so that its time is free. */
  clear(id: ConsultationId): Promise<void>;
}

const lanes: readonly Lane[] = Array.from({ length: LANES }, (_, number) => ({
  artist: `artist-${number}` as ArtistId,
  service: `look-${number}` as ServiceId,
  email: `artist-${number}@studio.example`,
  number,
}));

/** The next time of the grid: people may enter, and nobody has to yet. */
export const soon = () =>
  Math.ceil(Date.now() / (15 * MINUTE) + 0.5) * 15 * MINUTE;
/** A time of the grid that is far enough away for everybody's changes. */
export const later = (hours: number) => soon() + 96 * HOUR + hours * HOUR;

/** Plays one round in each lane at a time. */
export async function rounds(
  play: (lane: Lane, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += LANES) {
    await Promise.all(
      lanes.map((lane) => play(lane, round + lane.number)),
    );
  }
}

export async function withArena(test: (arena: Arena) => Promise<void>) {
  await using store = kvConnectServer();
  await using two = await twoServers(store.env);
  const services = await wired(store.env);
  const { deps } = services;
  try {
    await openLanes(deps);
    const session = async (actor: Actor, name: string) => {
      const expiresAt = Date.now() + 4 * HOUR;
      return `${name}=${await deps.sessions.create(actor, { expiresAt })}`;
    };
    const staff = lanes.map(({ artist, email }) => ({
      role: "artist",
      artistId: artist,
      email,
    } as const));
    const record = async (id: ConsultationId) =>
      (await deps.consultations.get(id))!.value;
    const admin = { role: "admin", email: ADMIN } as const;
    await test({
      two,
      deps,
      admin: await session(admin, STAFF_COOKIE),
      artist: ({ number }) => session(staff[number]!, STAFF_COOKIE),
      async client(id) {
        const { linkHash } = linksOf(await record(id))!;
        const actor = { role: "client", consultationId: id, linkHash } as const;
        return await session(actor, clientCookie(id));
      },
      async confirmed({ number, artist, service }, startsAt) {
        const booked = await bookConsultation(deps, {
          artistId: artist,
          serviceId: service,
          startsAt,
          client: {
            name: "Clara Haas",
            email: `${crypto.randomUUID()}@client.example`,
            zone: "UTC",
            note: "",
            phone: null,
          },
          intake: [],
          photos: [],
        });
        if (!booked.ok) throw new Error(`${booked.code} at ${iso(startsAt)}`);
        const { id } = booked.value;
        const actor = staff[number]!;
        const confirmed = await confirmConsultation(deps, { actor, id });
        if (!confirmed.ok) throw new Error(confirmed.code);
        return id;
      },
      record,
      async clear(id) {
        const { state, artistId } = await record(id);
        if (state === "live") {
          const actor = staff.find((one) => one.artistId === artistId)!;
          await endSession(deps, { actor, id });
        }
        const erased = await eraseConsultation(deps, { actor: admin, id });
        if (!erased.ok) throw new Error(erased.code);
      },
    });
  } finally {
    await services.drain();
    services.close();
  }
}

async function wired(env: Readonly<Record<string, string>>) {
  const token = "DENO_KV_ACCESS_TOKEN";
  Deno.env.set(token, env[token]!);
  try {
    return await wire(env);
  } finally {
    Deno.env.delete(token);
  }
}

async function openLanes(deps: Deps) {
  await deps.catalog.restore({
    services: lanes.map((lane) => serviceOf(lane)),
    artists: lanes.map(({ artist, service, email }) => ({
      id: artist,
      name: `Artist ${artist}`,
      email,
      zone: "UTC",
      bio: "",
      hours: ([1, 2, 3, 4, 5, 6, 7] as const)
        .map((weekday) => ({ weekday, from: "00:00", to: "24:00" })),
      exceptions: [],
      timeOff: [],
      services: [service],
      noticeMinutes: 0,
      horizonDays: 30,
      retired: false,
    })),
    staff: lanes.map(({ artist, email }) => ({
      role: "artist",
      email,
      artistId: artist,
    })),
  });
}

export const serviceOf = ({ service }: Lane) =>
  aService({ id: service, name: `Look ${service}`, minutes: 15 });
