/** Each page's media preferences, and that the other side sees them. */
import { expect } from "expect";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { START, withApp } from "@/tests/_support/an_app.ts";
import { beat, video } from "./_requests.ts";

async function seenBy(
  app: Parameters<typeof beat>[0],
  id: Parameters<typeof beat>[1],
  as: "artist" | "client",
) {
  const response = await app.ask(`${video(id)}/waiting-status`, { as });
  return (await response.json()).mediaPreferences;
}

Deno.test("the artist sees that a client is in audio-only mode, across a lost connection and until the page says otherwise", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const say = async (
      event: string,
      mediaPreferences?: Record<string, unknown>,
    ) => {
      const tab = "the-clients-own-tab";
      const response = await beat(
        app,
        id,
        "client",
        event,
        tab,
        mediaPreferences,
      );
      expect(response.status).toBe(200);
      await response.body?.cancel();
    };
    await say("arrive");
    const unsaid = DEFAULT_MEDIA_PREFERENCES;
    expect(await seenBy(app, id, "artist"))
      .toEqual({ client: unsaid, artist: unsaid });

    await say("beat", { wantsVideo: false, stranger: "x".repeat(99) });
    const listening = { ...unsaid, wantsVideo: false };
    expect((await seenBy(app, id, "artist")).client).toEqual(listening);
    app.clock.set(START + 60_000);
    expect((await seenBy(app, id, "artist")).client).toEqual(listening);
    await say("arrive");
    expect((await seenBy(app, id, "artist")).client).toEqual(unsaid);
  });
});
