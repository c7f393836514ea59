/** Moves and cancellations in the form that pages send. */
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, type Instant, iso } from "@/lib/domain/basic/instant.ts";
import { clientCookie } from "@/lib/http/session/cookies.ts";
import { START, type TestApp, type Who } from "@/tests/_support/an_app.ts";
import { consultationPath } from "./_requests.ts";

/** Far enough ahead for a client to change it. */
export const LATER: Instant = START + 3 * DAY;
export const NEW: Instant = START + 5 * DAY;

export function move(
  app: TestApp,
  id: ConsultationId,
  as: Who,
  at: Instant | string = NEW,
  more: Record<string, string> = {},
) {
  const body = { at: typeof at === "number" ? iso(at) : at, ...more };
  const path = `${consultationPath(id)}/reschedule`;
  return app.ask(path, { method: "POST", as, body });
}

export function cancel(
  app: TestApp,
  id: ConsultationId,
  as: Who,
  body: Record<string, string> = {},
) {
  const path = `${consultationPath(id)}/cancel`;
  return app.ask(path, { method: "POST", as, body });
}

/** The mails about this consultation, oldest first, by recipient. */
export async function mailsAbout(app: TestApp, id: ConsultationId) {
  return (await app.mails()).filter((mail) => mail.text.includes(id))
    .map((mail) => ({
      to: mail.to.split("@")[0],
      subject: mail.subject.split(":")[0],
    }));
}

/** The secret of the link in the mail about the only reschedule. */
export async function movedSecret(
  app: TestApp,
  id: ConsultationId,
): Promise<string> {
  const links = (await app.mails())
    .filter((mail) => mail.subject.startsWith("Moved"))
    .flatMap((mail) => {
      const found = new RegExp(`/c/${id}#(\\S+)`).exec(mail.text);
      return found ? [found[1]!] : [];
    });
  if (links.length !== 1) throw new Error(`${links.length} links were mailed`);
  return links[0]!;
}

/** Another browser of the client, entering with the given secret. */
export async function enterAs(
  app: TestApp,
  who: Who,
  id: ConsultationId,
  secret: string,
): Promise<Response> {
  const answer = await app.ask(`/api/entry/${id}`, {
    method: "POST",
    body: { secret },
  });
  const cookie = answer.headers.getSetCookie().find((one) =>
    one.includes(clientCookie(id))
  );
  if (cookie) app.admit(who, cookie.split(";")[0]!);
  return answer;
}

/** The diary's state, read from the store: cells, indexes and the outbox. */
export async function bookedCells(app: TestApp) {
  return await app.kv(async (kv) => {
    const list = async (prefix: Deno.KvKey) =>
      await Array.fromAsync(kv.list<string>({ prefix }));
    return {
      cells: (await list(["slots"])).map((row) => ({
        at: row.key[2] as number,
        id: row.value,
      })),
      byArtist: (await list(["consultations_by_artist"])).map((row) => ({
        at: row.key[2] as number,
        id: row.value,
      })),
      byStart: (await list(["consultations_by_start"])).map((row) => ({
        at: row.key[1] as number,
        id: row.value,
      })),
      unfinished: (await list(["unfinished"])).map((row) => ({
        at: row.key[1] as number,
        id: row.value,
      })),
      records: (await list(["consultations"])).map((row) => row.key[1]),
      outbox: (await list(["outbox"])).length,
    };
  });
}
