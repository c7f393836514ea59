import { HOUR } from "@/lib/domain/basic/instant.ts";
import { clientCookie, STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { offeredSlots } from "@/lib/usecases/booking/offered_slots.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { wire, type Wired } from "@/lib/wiring/wiring.ts";
import type { Product } from "./product.ts";

/** Clients are in the waiting room from two hours before. The product needs it too. */
export const WIDE_WINDOW = { JOIN_EARLY_MINUTES: "120" };

/** A client whose waiting room is open. */
export interface WaitingClient {
  readonly id: string;
  readonly cookie: string;
}

/** An artist's session, and clients of theirs whose windows are open. */
export async function waitingClients(
  product: Product,
  count: number,
): Promise<{ readonly artist: string; readonly clients: WaitingClient[] }> {
  const services = await wire({
    KV_PATH: product.kvPath,
    BASE_URL: product.url,
    ...WIDE_WINDOW,
  });
  try {
    return await createThem(services, count);
  } finally {
    await services.drain();
    services.close();
  }
}

async function createThem({ deps }: Wired, count: number) {
  const artist = (await deps.catalog.artists())[0]!;
  const service = (await deps.catalog.services())
    .find(({ id }) => artist.services.includes(id))!;
  const now = deps.clock.now();
  const slots = await offeredSlots(deps, {
    artist,
    service,
    span: { from: now, to: now + 2 * HOUR },
  });
  const actor = {
    role: "artist",
    artistId: artist.id,
    email: artist.email,
  } as const;
  const times = { expiresAt: now + 12 * HOUR };
  const clients: WaitingClient[] = [];
  for (const startsAt of slots) {
    if (clients.length === count) break;
    const booked = await bookConsultation(deps, {
      artistId: artist.id,
      serviceId: service.id,
      startsAt,
      client: {
        name: "A client",
        email: `client-${startsAt}@client.example`,
        zone: "UTC",
        note: "",
        phone: null,
      },
      intake: [],
      photos: [],
    });
    // Overlaps the one before.
    if (!booked.ok) continue;
    const { id } = booked.value;
    await confirmConsultation(deps, { actor, id });
    const stored = await deps.consultations.get(id);
    if (stored?.value.state !== "confirmed") throw new Error("not confirmed");
    const { linkHash } = stored.value;
    const token = await deps.sessions.create(
      { role: "client", consultationId: id, linkHash },
      times,
    );
    clients.push({ id, cookie: `${clientCookie(id)}=${token}` });
  }
  const token = await deps.sessions.create(actor, times);
  return { artist: `${STAFF_COOKIE}=${token}`, clients };
}

/** Sends one heartbeat; returns how many milliseconds its answer took, or `Infinity` if it failed. */
export async function sendBeat(
  { url }: Product,
  { id, cookie }: WaitingClient,
  event: "arrive" | "beat" | "left",
): Promise<number> {
  const began = performance.now();
  try {
    const answer = await fetch(
      `${url}/api/video/consultation/${id}/waiting-status`,
      {
        method: "POST",
        headers: {
          cookie,
          origin: url,
          "content-type": "application/json",
          "sec-fetch-site": "same-origin",
          "x-forwarded-for": "192.0.2.1",
        },
        body: JSON.stringify({ tab: "tab-of-the-client", event }),
      },
    );
    await answer.text();
    return answer.ok ? performance.now() - began : Infinity;
  } catch {
    return Infinity;
  }
}
