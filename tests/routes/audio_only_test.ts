/** What each page says of its part in the call, and that the other side sees it. */
import { expect } from "expect";
import { START, withApp } from "../_support/an_app.ts";
import { beat, video } from "./_asks.ts";

async function seenBy(
  app: Parameters<typeof beat>[0],
  id: Parameters<typeof beat>[1],
  as: "artist" | "client",
) {
  const response = await app.ask(`${video(id)}/waiting-status`, { as });
  return (await response.json()).says;
}

Deno.test("a client who listens without pictures is seen so by the artist, over a lost line and until the page says otherwise", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const say = async (event: string, says?: Record<string, unknown>) => {
      const tab = "the-clients-own-tab";
      const response = await beat(app, id, "client", event, tab, says);
      expect(response.status).toBe(200);
      await response.body?.cancel();
    };
    await say("arrive");
    const unsaid = { pictures: true, heldBack: false, poorWay: false };
    expect(await seenBy(app, id, "artist"))
      .toEqual({ client: unsaid, artist: unsaid });

    await say("beat", { pictures: false, stranger: "x".repeat(99) });
    const listening = { ...unsaid, pictures: false };
    expect((await seenBy(app, id, "artist")).client).toEqual(listening);
    app.clock.set(START + 60_000);
    expect((await seenBy(app, id, "artist")).client).toEqual(listening);
    await say("arrive");
    expect((await seenBy(app, id, "artist")).client).toEqual(unsaid);
  });
});
