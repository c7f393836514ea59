/** The client steps away from a call without ending it, and comes back. */
import { expect } from "expect";
import { expectMovingVideo, sees, tap, testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";

Deno.test(
  "the client leaves for now: the camera goes out, the consultation goes on, the artist reads it, and the page leads back in, also after a reload",
  processes,
  async () => {
    const stage = await setStage();
    try {
      const { client, artist, consultation } = await stage.call();
      await tap(artist.page, "end-session");
      await artist.page.waitForSelector(testId("end-confirm"));
      // The host cannot leave a call that is theirs.
      expect(await artist.page.$(testId("end-leave"))).toBe(null);
      await tap(artist.page, "end-cancel");

      await tap(client.page, "end-session");
      await tap(client.page, "end-leave");
      await sees(client.page, "You have left for now.");
      await sees(
        artist.page,
        "Clara is away. The call continues when they return.",
      );
      expect(await client.page.$$(testId("self-video"))).toEqual([]);
      expect(await stage.record(consultation.id))
        .toMatchObject({ state: "live" });

      // Also a page that the phone has discarded: without a tap nobody is in a call.
      await client.page.reload();
      await sees(client.page, "You have left for now.");
      await client.page.waitForSelector(`${testId("camera-on")}:enabled`);
      expect(await client.page.evaluate(() => cameraCalls())).toBe(0);

      await tap(client.page, "camera-on");
      await expectMovingVideo(client.page);
      await expectMovingVideo(artist.page);
    } finally {
      await stage.close();
    }
  },
);
