/** What a participant with a valid token can send to the other page: whatever a script can. */
import { expect } from "expect";
import { tap, testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";
import { framesTo } from "./_watch.ts";
import { until } from "@/tests/_support/patience.ts";

Deno.test("a peer that sends invalid SDP", processes, async (t) => {
  const stage = await setStage();
  try {
    await t.step(
      "the other page continues, without an uncaught error",
      async () => {
        const at = await stage.consultation();
        const client = await stage.waitingClient(at);
        const artist = await stage.waitingArtist(at);
        await artist.page.evaluate(sendGarbage);
        const heard = await framesTo(client.page);
        await tap(artist.page, "start-session");
        await artist.page.waitForFunction(
          () => (globalThis as { garbled?: number }).garbled! > 0,
          { polling: 100 },
        );
        await tap(client.page, "mute");
        await client.page.waitForSelector(
          `${testId("mute")}[aria-pressed="false"]`,
        );
        await until(
          "the invalid SDP at the other page",
          () => heard.some((frame) => frame.includes("v=0 garbage")),
        );
        // A later message of the same socket shows that it was read.
        await tap(artist.page, "mute");
        await client.page.waitForSelector(testId("remote-muted"));
        expect(client.complaints).toEqual([]);
        await tap(client.page, "end-session");
        await tap(client.page, "end-confirm");
        await client.page.waitForSelector(testId("ended"));
        await stage.clear();
      },
    );
  } finally {
    await stage.close();
  }
});

/** Runs in the page: replaces every SDP that it sends with an invalid one. */
function sendGarbage() {
  const count = globalThis as { garbled?: number };
  count.garbled = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (this: WebSocket, data: string) {
    const garbled = data.replace(/"sdp":"[^"]*"/g, '"sdp":"v=0 garbage"');
    if (garbled !== data) count.garbled!++;
    return send.call(this, garbled);
  } as typeof send;
}
