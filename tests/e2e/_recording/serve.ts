/**
 * The production build with video rooms that can record: people meet in the
 * embedded rooms, as in all these tests, and recording goes through the real
 * adapter to a fake Twilio beside them. Prints the address where the test can
 * complete Twilio's asynchronous work.
 */
import { embeddedCredentials } from "@/lib/adapters/kv/rooms/rooms_state.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import {
  createTwilioVideoRooms,
  type HttpClient,
} from "@/lib/adapters/twilio/video_rooms.ts";
import type { VideoRooms } from "@/lib/ports/mod.ts";
import { CALLBACK_PATH } from "@/lib/wiring/wiring_video.ts";
import { serve } from "@/scripts/serve.ts";
import { twilioVideoServer } from "@/tests/_support/twilio_video_server.ts";

/** The beginning of any MP4: an `ftyp` box. */
const MP4 = new Uint8Array([
  ...[0, 0, 0, 24],
  ...new TextEncoder().encode("ftypisom    isommp41"),
]);

const desk = Deno.serve(
  { port: 0, hostname: "127.0.0.1", onListen() {} },
  (req) => {
    const { pathname } = new URL(req.url);
    const [, what, status] = pathname.split("/");
    if (what === "finish") {
      twilio.finish(status as "recordings" | "compositions");
    }
    if (what === "state") {
      const { rooms, recordings, compositions } = twilio;
      const recording = rooms.some((one) => twilio.isRecording(one.sid));
      const kept = [...recordings, ...compositions]
        .filter((one) => one.status !== "deleted").length;
      return Response.json({ recording, kept });
    }
    return new Response(MP4, {
      headers: {
        "content-type": "video/mp4",
        "content-disposition": 'attachment; filename="consultation.mp4"',
      },
    });
  },
);
const FILES = "https://files.example";
const twilio = twilioVideoServer(FILES);

const services = await serve(Number(Deno.env.get("PORT")), () => {});
const { rooms, config, deps } = services;
if (rooms === null) throw new Error("This needs the embedded rooms");
const credentials = await embeddedCredentials(
  new Store(await Deno.openKv(config.kvPath)),
);
twilio.keys.set(credentials.apiKeySid, credentials.apiKeySecret);

const httpClient: HttpClient = {
  async request(options) {
    const { pathname } = new URL(options.uri);
    if (/RecordingRules|Recordings|Compositions/.test(pathname)) {
      return await twilio.httpClient.request(options);
    }
    const answer = await rooms.rest(
      options as Parameters<typeof rooms.rest>[0],
    );
    const body =
      (typeof answer.body === "string"
        ? JSON.parse(answer.body)
        : answer.body) as Record<string, string>;
    if (/^RM/.test(body?.sid ?? "")) {
      twilio.know(
        body.sid!,
        body.unique_name!,
        body.status as "in-progress" | "completed",
      );
    }
    return answer;
  },
};
const videoRooms = createTwilioVideoRooms({
  credentials,
  statusCallback: `${config.baseUrl}${CALLBACK_PATH}`,
  clock: deps.clock,
  httpClient,
});
Object.assign(deps, {
  videoRooms: {
    ...videoRooms,
    // Twilio's files are on https, and the adapter accepts nothing else.
    async composition(roomSid, order) {
      const made = await videoRooms.composition(roomSid, order);
      const at = `http://127.0.0.1:${desk.addr.port}`;
      return made && { ...made, url: made.url?.replace(FILES, at) ?? null };
    },
  } satisfies VideoRooms,
});
console.log(`desk at http://127.0.0.1:${desk.addr.port}.`);
