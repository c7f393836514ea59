/** A browser without camera and microphone permission hides its addresses; the call still connects. */
import { expect } from "expect";
import { framesTo } from "./_watch.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { heard, heardByDataTrack, setStage } from "@/tests/e2e/_rooms/call.ts";

Deno.test({
  name:
    "two browsers that hide their addresses behind .local names are told of each other's, and connect",
  // A browser and esbuild live longer than one step.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const stage = await setStage();
    // The later switch wins: this fake user denies permission.
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
      await heardByDataTrack({ from: alice, to: bob, identity: "alice" });

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
