import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { memoryStore } from "@/tests/rooms/_memory_store.ts";
import { heard, join, sees, setStage } from "@/tests/e2e/_rooms/call.ts";

// A browser and esbuild live longer than one step.
const options = { sanitizeOps: false, sanitizeResources: false };

async function publishSecond(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    const drawing = canvas.getContext("2d")!;
    setInterval(
      () => drawing.fillRect(Math.random() * 200, Math.random() * 100, 5, 5),
      30,
    );
    const [track] = canvas.captureStream(15).getVideoTracks();
    const video = new globalThis.sdk.LocalVideoTrack(track!, {
      name: "second",
      logLevel: "off",
    });
    await globalThis.room.localParticipant.publishTrack(video);
  });
}

/** The same camera, unpublished and published again, as for "audio only". */
async function republish(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const me = globalThis.room.localParticipant;
    const [publication] = [...me.videoTracks.values()];
    me.unpublishTrack(publication!.track);
    await me.publishTrack(publication!.track);
  });
}

/** The next answer of this page, and what it sends at once after it, is lost with its socket. */
async function loseNextAnswer(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
      if (!String(data).includes('"type":"answer"')) {
        return send.call(this, data);
      }
      WebSocket.prototype.send = send;
      // Everything that follows in this socket is lost, too.
      this.send = () => {};
      setTimeout(() => this.dispatchEvent(new CloseEvent("close")), 300);
    };
  });
}

const forget = (page: Page) =>
  page.evaluate(() => void globalThis.call.events.splice(0));

Deno.test("calls survive their sockets", options, async (t) => {
  const stage = await setStage({ sessionTimeout: 8, store: memoryStore() });
  try {
    const { name, sid } = await stage.room();
    const alice = await stage.join("alice", name);
    const bob = await stage.join("bob", name);
    const both = [alice, bob];
    await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);

    await t.step(
      "after a cut both are notified, return, and continue with the same media",
      async () => {
        stage.line.cut();
        await Promise.all(
          both.map((page) => heard(page, "reconnecting", { code: 53001 })),
        );
        await Promise.all(both.map((page) => heard(page, "reconnected")));
        await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
        const gone = await bob.evaluate(() =>
          globalThis.call.events.filter(({ event }) =>
            event === "trackUnsubscribed"
          )
        );
        expect(gone).toEqual([]);
      },
    );

    await t.step(
      "changes during an interruption are delivered afterwards",
      async () => {
        await Promise.all(both.map(forget));
        stage.line.down = true;
        stage.line.cut();
        await Promise.all(both.map((page) => heard(page, "reconnecting")));
        await alice.evaluate(() => {
          for (
            const { track } of globalThis.room.localParticipant.audioTracks
              .values()
          ) {
            track.disable();
          }
        });
        const published = publishSecond(alice);
        stage.line.down = false;
        await heard(bob, "trackDisabled", { identity: "alice", kind: "audio" });
        await heard(bob, "trackSubscribed", {
          identity: "alice",
          name: "second",
        });
        await published;
        await sees(bob, "alice");
      },
    );

    await t.step(
      "an answer that is lost with its socket keeps nobody without video",
      async () => {
        await Promise.all(both.map(forget));
        await Promise.all(both.map(loseNextAnswer));
        // Two offers at once: the side that yields answers, and offers again.
        await Promise.all(both.map(republish));
        await Promise.any(both.map((page) => heard(page, "reconnected")));
        await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
        // And every later change of either.
        await Promise.all(both.map(republish));
        await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
      },
    );

    await t.step("the server restarts in the middle of the call", async () => {
      await Promise.all(both.map(forget));
      await stage.restart();
      await Promise.all(both.map((page) => heard(page, "reconnected")));
      expect(stage.rooms.stats()).toMatchObject({ rooms: 1, participants: 2 });
      await publishSecond(bob);
      await heard(alice, "trackSubscribed", {
        identity: "bob",
        name: "second",
      });
      await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
    });

    await t.step(
      "a PeerConnection that a client gave up is replaced, and the video comes back",
      async () => {
        await Promise.all(both.map(forget));
        await alice.evaluate(() => {
          // What the SDK does by itself when ICE has failed for the session timeout.
          type Insides = {
            _peerConnectionManager: {
              _peerConnections: Map<string, { close(): void }>;
            };
          };
          const { _signaling } = globalThis.room as unknown as {
            _signaling: Insides;
          };
          for (
            const link of _signaling._peerConnectionManager._peerConnections
              .values()
          ) link.close();
        });
        await heard(bob, "trackUnsubscribed", {
          identity: "alice",
          kind: "video",
        });
        await heard(bob, "trackSubscribed", {
          identity: "alice",
          kind: "video",
        });
        await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
      },
    );

    await t.step(
      "a closed tab is first shown as reconnecting, then as gone",
      async () => {
        const carol = await stage.join("carol", name, { media: false });
        await heard(alice, "participantConnected", { identity: "carol" });
        await carol.close();
        await heard(alice, "participantReconnecting", { identity: "carol" });
        await heard(alice, "participantDisconnected", { identity: "carol" });
      },
    );

    await t.step(
      "a room that ended during an interruption is 53118",
      async () => {
        stage.line.down = true;
        stage.line.cut();
        await stage.rest("POST", `/${sid}`, { Status: "completed" });
        stage.line.down = false;
        await Promise.all(
          both.map((page) => heard(page, "disconnected", { code: 53118 })),
        );
        await stage.clear();
      },
    );

    await t.step(
      "a token that expired during the call ends it at the next reconnect",
      async () => {
        const { name } = await stage.room();
        const page = await stage.open();
        const joined = await join(page, await stage.token("alice", name, 2), {
          media: false,
        });
        expect(joined).toMatchObject({ state: "connected" });
        await page.evaluate(() =>
          new Promise((done) => setTimeout(done, 2100))
        );
        stage.line.cut();
        await heard(page, "disconnected", { code: 20104 });
        await stage.clear();
      },
    );

    await t.step(
      "an unknown session is refused, and does not hang",
      async () => {
        const { name } = await stage.room();
        const page = await stage.join("alice", name, { media: false });
        await page.evaluate(() => {
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (data) {
            send.call(
              this,
              String(data).replace(
                /"SS[0-9a-f]{32}"/g,
                `"SS${"0".repeat(32)}"`,
              ),
            );
          };
        });
        stage.line.cut();
        await heard(page, "disconnected", { code: 53204 });
        await stage.clear();
      },
    );
  } finally {
    await stage.close();
  }
});
