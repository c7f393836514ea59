import type { Context } from "fresh";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Staff } from "@/lib/domain/studio.ts";
import type { Session } from "@/lib/ports.ts";
import { clientCookie, readCookie, STAFF_COOKIE } from "./cookies.ts";
import type { State } from "./state.ts";

type Ctx = Pick<Context<State>, "req" | "url" | "state">;

async function session(ctx: Ctx, cookie: string): Promise<Session | null> {
  const { deps, config } = ctx.state.services;
  const token = readCookie(ctx.req, cookie, config.baseUrl);
  return token ? await deps.sessions.resolve(token) : null;
}

type StaffActor = Exclude<Actor, { role: "client" }>;

/**
 * The artist or admin who is signed in, if any. A session is worth no more than
 * the account behind it: who was retired or removed, or has another address now,
 * is out at once.
 */
export async function staffActor(ctx: Ctx): Promise<StaffActor | null> {
  const actor = (await session(ctx, STAFF_COOKIE))?.actor;
  if (!actor || actor.role === "client") return null;
  const staff = await ctx.state.services.deps.directory.staff(actor.email);
  return isAccountOf(staff, actor) ? actor : null;
}

function isAccountOf(staff: Staff | null, actor: StaffActor): boolean {
  return staff?.role === "artist"
    ? actor.role === "artist" && staff.artistId === actor.artistId
    : staff?.role === actor.role;
}

/** The client whom this consultation's link let in, if any. */
export async function clientActor(
  ctx: Ctx,
  id: ConsultationId,
): Promise<Extract<Actor, { role: "client" }> | null> {
  const actor = (await session(ctx, clientCookie(id)))?.actor;
  return actor?.role === "client" && actor.consultationId === id ? actor : null;
}

/** The token of the client's session, as their cookie has it. */
export function clientToken(ctx: Ctx, id: ConsultationId): string | null {
  const { baseUrl } = ctx.state.services.config;
  return readCookie(ctx.req, clientCookie(id), baseUrl);
}

/**
 * Who is asking about this consultation. One browser may hold both an artist's
 * session and a client's (someone who tries their own link), so a page says with
 * `?session=` which of the browser's sessions it means. That chooses among
 * sessions that the server itself made; it grants nothing.
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
