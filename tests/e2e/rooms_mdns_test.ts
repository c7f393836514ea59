/** A browser that was given no camera and no microphone hides its addresses; the call connects all the same. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { launchBrowser } from "../_support/browser.ts";
import { heard, setStage } from "./_rooms/call.ts";

Deno.test({
  name:
    "two browsers that hide their addresses behind .local names are told of each other's, and connect",
  // A browser and esbuild live longer than one step.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const stage = await setStage();
    // The later switch wins: this one's fake person says no.
    const shy = await launchBrowser({
      args: ["--use-fake-ui-for-media-stream=deny"],
    });
    try {
      const { name } = await stage.room();
      const alice = await stage.open(shy);
      const bob = await stage.open(shy);
      const toBob = await framesTo(bob);
      const options = JSON.stringify({ media: false });
      for (
        const [page, identity] of [[alice, "alice"], [bob, "bob"]] as const
      ) {
        const token = await stage.token(identity, name);
        await page.evaluate(
          (token, options) => globalThis.call.join(token, JSON.parse(options)),
          token,
          options,
        );
      }
      await heard(bob, "trackSubscribed", { identity: "alice", kind: "data" });
      await alice.evaluate(async () => {
        // The SDK says "subscribed" a moment before the channel is open.
        const sleep = () => new Promise((done) => setTimeout(done, 50));
        for (let i = 0; i < 40; i++, await sleep()) {
          globalThis.dataTrack.send("hello");
        }
      });
      await heard(bob, "message", { identity: "alice", data: "hello" });

      const relayed = toBob.join("\n").match(/candidate:[^"\\]+/g) ?? [];
      expect(relayed.length).toBeGreaterThan(0);
      for (const line of relayed) {
        expect(line).toMatch(/ [0-9a-f-]{36}\.local /);
      }
    } finally {
      await shy.close();
      await stage.close();
    }
  },
});

/** What the page's socket is told, from now on. */
async function framesTo(page: Page): Promise<string[]> {
  const frames: string[] = [];
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  session.on(
    "Network.webSocketFrameReceived",
    ({ response }) => void frames.push(response.payloadData),
  );
  return frames;
}
