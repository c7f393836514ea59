import { createHmac } from "node:crypto";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import { BASE_URL, type TestApp } from "@/tests/_support/an_app.ts";

export const PATH = "/api/video/callbacks/twilio";

export type Params = Readonly<Record<string, string>>;

/** Above the sequence numbers of the embedded rooms' own callbacks. */
let sequence = 1000;

/** A status callback in Twilio's format, about this consultation's room. */
export async function aCallback(
  app: TestApp,
  id: ConsultationId,
  event: string,
  more: Params = {},
): Promise<Params> {
  const record = await app.record(id);
  if (!("sessionStartedAt" in record)) throw new Error("it has no room yet");
  return {
    AccountSid: "AC00000000000000000000000000000000",
    RoomName: record.twilioRoomName,
    RoomSid: record.twilioRoomSid!,
    RoomStatus: event === "room-ended" ? "completed" : "in-progress",
    RoomType: "group",
    StatusCallbackEvent: event,
    SequenceNumber: String(sequence++),
    Timestamp: iso(app.clock.now()),
    ...more,
  };
}

export function person(id: string, party: string, stay: string): Params {
  return {
    ParticipantSid: stay,
    ParticipantIdentity: `${id}:${party}`,
    ParticipantStatus: "connected",
  };
}

/** Written from Twilio's description, not derived from our own code. */
export function signatureOf(authToken: string, url: string, params: Params) {
  const text = url +
    Object.keys(params).sort().map((name) => name + params[name]).join("");
  return createHmac("sha1", authToken).update(text).digest("base64");
}

export function deliver(
  app: TestApp,
  params: Params,
  changed: {
    readonly signature?: string | null;
    readonly sent?: Params | string;
    readonly type?: string;
    readonly method?: string;
  } = {},
): Promise<Response> {
  const signature = changed.signature === undefined
    ? signatureOf(
      app.services.callbackAuthToken,
      `${BASE_URL}${PATH}`,
      params,
    )
    : changed.signature;
  const sent = changed.sent ?? params;
  return app.ask(PATH, {
    method: changed.method ?? "POST",
    body: typeof sent === "string"
      ? sent
      : new URLSearchParams(sent).toString(),
    headers: {
      "content-type": changed.type ?? "application/x-www-form-urlencoded",
      ...(signature === null ? {} : { "x-twilio-signature": signature }),
    },
  });
}
