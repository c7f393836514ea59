import type { Context } from "fresh";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { Staff } from "@/lib/domain/offer/studio.ts";
import type { Session } from "@/lib/ports/mod.ts";
import { clientCookie, readCookie, STAFF_COOKIE } from "./cookies.ts";
import type { State } from "@/lib/http/state.ts";

type Ctx = Pick<Context<State>, "req" | "url" | "state">;

async function session(ctx: Ctx, cookie: string): Promise<Session | null> {
  const { deps, config } = ctx.state.services;
  const token = readCookie(ctx.req, { name: cookie, baseUrl: config.baseUrl });
  return token ? await deps.sessions.resolve(token) : null;
}

type StaffActor = Exclude<Actor, { role: "client" }>;

/**
 * The signed-in artist or admin, if any. A session is only valid with its
 * account: it ends at once when the account is retired, removed, or gets
 * another address, and does not return with a new account of the same address.
 */
export async function staffActor(ctx: Ctx): Promise<StaffActor | null> {
  const found = await session(ctx, STAFF_COOKIE);
  if (found === null || found.actor.role === "client") return null;
  const { actor, epoch } = found;
  const staff = await ctx.state.services.deps.catalog.staff(actor.email);
  if (!isAccountOf(staff, { actor, epoch })) return null;
  ctx.state.staffSession = found;
  return actor;
}

function isAccountOf(
  staff: Staff | null,
  { actor, epoch }: {
    readonly actor: StaffActor;
    readonly epoch: string | undefined;
  },
): boolean {
  if (staff === null || staff.epoch !== epoch) return false;
  return staff.role === "artist"
    ? actor.role === "artist" && staff.artistId === actor.artistId
    : staff.role === actor.role;
}

/**
 * The session of staff in a call does not end before the call's window does:
 * nobody can sign in again with a client in front of the camera.
 */
export async function keepStaffSession(ctx: Ctx, until: Instant) {
  const { staffSession, services: { deps, config } } = ctx.state;
  if (staffSession === undefined || staffSession.expiresAt >= until) return;
  const token = readCookie(ctx.req, {
    name: STAFF_COOKIE,
    baseUrl: config.baseUrl,
  });
  if (token !== null) await deps.sessions.keepUntil(token, until);
}

/** The client that this consultation's link let in, if any. */
export async function clientActor(
  ctx: Ctx,
  id: ConsultationId,
): Promise<Extract<Actor, { role: "client" }> | null> {
  const actor = (await session(ctx, clientCookie(id)))?.actor;
  return actor?.role === "client" && actor.consultationId === id ? actor : null;
}

/**
 * Counts as one session, for limits: a session of staff, or all sessions that a
 * client's link has opened, because it opens any number.
 */
export function sessionName(ctx: Ctx, actor: Actor | null): string {
  if (actor?.role === "client") return `client ${actor.consultationId}`;
  const { baseUrl } = ctx.state.services.config;
  return `staff ${readCookie(ctx.req, { name: STAFF_COOKIE, baseUrl })}`;
}

/** The token of the client's session, from the cookie. */
export function clientToken(ctx: Ctx, id: ConsultationId): string | null {
  const { baseUrl } = ctx.state.services.config;
  return readCookie(ctx.req, { name: clientCookie(id), baseUrl });
}

/**
 * The caller of a request about this consultation. One browser may hold both an
 * artist's and a client's session (an artist who tries a client's link), so a
 * page says with `?session=` which one it means. That selects among sessions
 * that the server created; it grants nothing.
 */
export async function actorFor(
  ctx: Ctx,
  id: ConsultationId,
): Promise<Actor | null> {
  const wanted = ctx.url.searchParams.get("session");
  if (wanted === "client") return await clientActor(ctx, id);
  if (wanted === "artist" || wanted === "admin") return await staffActor(ctx);
  return await staffActor(ctx) ?? await clientActor(ctx, id);
}
