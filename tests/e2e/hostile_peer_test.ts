/** What somebody with a pass of their own can send to the other page: whatever a script can. */
import { expect } from "expect";
import { tap, testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";

Deno.test("a peer whose descriptions are garbage", processes, async (t) => {
  const stage = await setStage();
  try {
    await t.step(
      "the other page goes on, without an error that nobody caught",
      async () => {
        const at = await stage.appointment();
        const client = await stage.waitingClient(at);
        const artist = await stage.waitingArtist(at);
        await artist.page.evaluate(sendGarbage);
        await tap(artist.page, "start-session");
        await artist.page.waitForFunction(
          () => (globalThis as { garbled?: number }).garbled! > 0,
          { polling: 100 },
        );
        await tap(client.page, "mute");
        await client.page.waitForSelector(
          `${testId("mute")}[aria-pressed="false"]`,
        );
        // Time for what was sent to arrive and to be refused.
        await new Promise((resolve) => setTimeout(resolve, 2000));
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

/** Runs in the page: each SDP that it sends is none. */
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
