import { withFirefox } from "./_firefox.ts";
import { heard, hears, sees, setStage } from "@/tests/e2e/_rooms/call.ts";

withFirefox(
  "Firefox and Chromium call each other",
  () => setStage(),
  async ({ t, stage, firefox }) => {
    const { name, sid } = await stage.room();
    const alice = await stage.join("alice", name);
    const bob = await stage.join("bob", name, { within: firefox });
    const both = [alice, bob];

    await t.step("they see and hear each other", async () => {
      await Promise.all([
        sees(alice, "bob"),
        sees(bob, "alice"),
        hears(alice),
        hears(bob),
      ]);
    });

    await t.step("muting is seen by either side", async () => {
      for (const page of both) {
        await page.evaluate(() => {
          for (
            const { track } of globalThis.room.localParticipant.audioTracks
              .values()
          ) {
            track.disable();
          }
        });
      }
      await heard(alice, "trackDisabled", { identity: "bob", kind: "audio" });
      await heard(bob, "trackDisabled", { identity: "alice", kind: "audio" });
    });

    await t.step("both return after the connection was cut", async () => {
      stage.line.cut();
      await Promise.all(
        both.map((page) => heard(page, "reconnecting", { code: 53001 })),
      );
      await Promise.all(both.map((page) => heard(page, "reconnected")));
      await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
    });

    await t.step("the end of the room is 53118 in both", async () => {
      await stage.rest("POST", `/${sid}`, { Status: "completed" });
      await Promise.all(
        both.map((page) => heard(page, "disconnected", { code: 53118 })),
      );
    });
  },
);
