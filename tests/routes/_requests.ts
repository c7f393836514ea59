/** The pages' API requests, one short function each. */
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { TestApp, Who } from "@/tests/_support/an_app.ts";

export const TAB = "tab-of-this-test";

export const video = (id: string) => `/api/video/consultation/${id}`;
export const consultationPath = (id: string) => `/api/appointments/${id}`;

export function start(app: TestApp, id: ConsultationId, as: Who = "artist") {
  return app.ask(`${video(id)}/start-session`, { method: "POST", as });
}

export function end(app: TestApp, id: ConsultationId, as: Who) {
  return app.ask(`${video(id)}/end-session`, { method: "POST", as });
}

export function token(
  app: TestApp,
  id: ConsultationId,
  as: Who,
  body: unknown = {},
) {
  return app.ask(`${video(id)}/token`, { method: "POST", as, body });
}

export function beat(
  app: TestApp,
  id: ConsultationId,
  as: Who,
  event = "beat",
  tab = TAB,
  mediaPreferences?: Record<string, unknown>,
) {
  const body = {
    tab,
    event,
    ...(mediaPreferences ? { mediaPreferences } : {}),
  };
  return app.ask(`${video(id)}/waiting-status`, { method: "POST", as, body });
}

/** "ok" for a success, otherwise the refusal's code. */
export async function codeOf(response: Response): Promise<string> {
  const text = await response.text();
  if (response.ok) return "ok";
  return JSON.parse(text).error.code;
}

/** A consultation at its start, with the artist's session live. */
export async function live(app: TestApp): Promise<ConsultationId> {
  const { id } = await app.confirmed();
  app.clock.set((await app.record(id)).startsAt);
  const code = await codeOf(await start(app, id));
  if (code !== "ok") throw new Error(`not started: ${code}`);
  // The mail that notifies the client is sent after the response.
  await app.settled();
  return id;
}
