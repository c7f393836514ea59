/** With an account, the whole product talks to Twilio: here, to a local fake. */
import { expect } from "expect";
import { readConfig } from "@/lib/config/mod.ts";
import { wireConfig } from "@/lib/wiring/wiring.ts";
import {
  ACCOUNT,
  twilioVideoServer,
} from "@/tests/_support/twilio_video_server.ts";

Deno.test(
  "a wired product with an account creates its rooms at Twilio, records there, and has no rooms of its own",
  {
    sanitizeResources: false,
    sanitizeOps: false,
  },
  async () => {
    await using server = twilioVideoServer();
    const read = readConfig({
      KV_PATH: ":memory:",
      BASE_URL: "https://studio.example",
      RESEND_API_KEY: "re_test",
      MAIL_FROM: "studio@studio.example",
      TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
      TWILIO_API_KEY_SID: ACCOUNT.apiKeySid,
      TWILIO_API_KEY_SECRET: ACCOUNT.apiKeySecret,
      TWILIO_AUTH_TOKEN: "0".repeat(32),
    });
    if (!read.ok) throw new Error(read.issues.join("\n"));
    const wired = await wireConfig(read.config, {
      log: () => {},
      twilioHttp: server.httpClient,
    });
    try {
      const { videoRooms } = wired.deps;
      expect(wired.rooms).toBeNull();
      expect(videoRooms.capabilities.recording).toBe(true);
      const { sid } = await videoRooms.ensure("a-room");
      await videoRooms.startRecording(sid);
      expect(server.isRecording(sid)).toBe(true);
      expect(server.requests[0]).toBe("POST /v1/Rooms");
    } finally {
      await wired.drain();
      wired.close();
    }
  },
);
