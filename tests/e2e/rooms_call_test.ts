import { expect } from "expect";
import { heard, hears, sees, setStage } from "./_rooms/call.ts";

// A browser and esbuild live longer than one step.
const options = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "a call between two browsers through the embedded rooms",
  options,
  async (t) => {
    const stage = await setStage();
    try {
      await t.step(
        "two people see and hear each other, and data arrives",
        async () => {
          const { name, sid } = await stage.room();
          const alice = await stage.join("alice", name);
          const bob = await stage.join("bob", name);
          expect(await bob.evaluate(() => globalThis.room.sid)).toBe(sid);

          await Promise.all([
            sees(alice, "bob"),
            sees(bob, "alice"),
            hears(alice),
            hears(bob),
          ]);
          await heard(bob, "trackSubscribed", {
            identity: "alice",
            kind: "data",
          });
          await alice.evaluate(async () => {
            const sleep = () => new Promise((done) => setTimeout(done, 50));
            for (let i = 0; i < 20; i++, await sleep()) {
              globalThis.dataTrack.send("hello");
            }
          });
          await heard(bob, "message", { identity: "alice", data: "hello" });
          await stage.clear();
        },
      );
    } finally {
      await stage.close();
    }
  },
);
