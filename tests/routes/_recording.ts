/** The product with Twilio's video, as far as recording needs it. */
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import {
  createTwilioVideoRooms,
  type HttpClient,
} from "@/lib/adapters/twilio/video_rooms.ts";
import type { VideoRooms } from "@/lib/ports/mod.ts";
import type { RecordingAnswer } from "@/lib/wire/wire.ts";
import { type TestApp, type Who, withApp } from "@/tests/_support/an_app.ts";
import {
  ACCOUNT,
  type TwilioVideoServer,
  twilioVideoServer,
} from "@/tests/_support/twilio_video_server.ts";
import { codeOf, live, video } from "./_requests.ts";

export interface Recorded {
  readonly app: TestApp;
  readonly server: TwilioVideoServer;
  readonly id: ConsultationId;
  readonly videoRooms: VideoRooms;
}

/** A live consultation in a Twilio room that is not being recorded yet. */
export function whileLive(
  name: string,
  test: (recorded: Recorded) => Promise<void>,
) {
  // Twilio's client opens a connection for each request and closes it later.
  const options = { sanitizeResources: false, sanitizeOps: false };
  Deno.test(name, options, async () => {
    await using server = twilioVideoServer();
    await withApp(async (app) => {
      const videoRooms = roomsAt(app, server.httpClient);
      app.replace({ videoRooms });
      await test({ app, server, videoRooms, id: await live(app) });
    });
  });
}

export function roomsAt(app: TestApp, httpClient: HttpClient): VideoRooms {
  return createTwilioVideoRooms({
    credentials: ACCOUNT,
    clock: app.clock,
    statusCallback: "http://localhost:8000/api/video/callbacks/twilio",
    httpClient,
    backoffMs: 1,
  });
}

const { version } = RECORDING_CONSENT;

export function tell(
  { app, id }: Recorded,
  as: Who,
  action: string,
  textVersion: unknown = version,
): Promise<Response> {
  const body = { action, textVersion };
  return app.ask(`${video(id)}/recording`, { method: "POST", as, body });
}

/** "ok", or the refusal's code. */
export async function said(
  recorded: Recorded,
  as: Who,
  action: string,
): Promise<string> {
  return await codeOf(await tell(recorded, as, action));
}

export async function readView(
  { app, id }: Recorded,
  as: Who = "client",
): Promise<RecordingAnswer> {
  return await (await app.ask(`${video(id)}/recording`, { as })).json();
}

/** Both have agreed, and the artist has started recording. */
export async function recording(recorded: Recorded): Promise<void> {
  for (
    const [as, action] of [
      ["client", "consent"],
      ["artist", "consent"],
      ["artist", "start"],
    ] as const
  ) {
    const code = await said(recorded, as, action);
    if (code !== "ok") throw new Error(`${action} by the ${as}: ${code}`);
  }
}

export function isRecording({ server }: Recorded): boolean {
  return server.rooms.some((room) => server.isRecording(room.sid));
}
