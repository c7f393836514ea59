import { expect } from "expect";
import {
  heard,
  heardByDataTrack,
  hears,
  join,
  sees,
  setStage,
} from "@/tests/e2e/_rooms/call.ts";

// A browser and esbuild live longer than one step.
const options = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "a call between browsers through the embedded rooms",
  options,
  async (t) => {
    const stage = await setStage();
    try {
      const { name, sid } = await stage.room();
      const alice = await stage.join("alice", name);
      const bob = await stage.join("bob", name);
      let elsewhere = alice;

      await t.step(
        "two people see and hear each other, and data arrives",
        async () => {
          expect(await bob.evaluate(() => globalThis.call.strict)).toBe(true);
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
          await heardByDataTrack({ from: alice, to: bob, identity: "alice" });
        },
      );

      await t.step(
        "the REST API lists them, and their tracks are published",
        async () => {
          const { body } = await stage.rest("GET", `/${name}/Participants`);
          const identities = (body["participants"] as { identity: string }[])
            .map((p) => p.identity);
          expect(identities).toEqual(["alice", "bob"]);
          const published = await alice.evaluate(() =>
            [...globalThis.room.localParticipant.tracks.values()].map((
              track,
            ) => track.trackSid)
          );
          expect(published).toHaveLength(3);
          for (const trackSid of published) {
            expect(trackSid).toMatch(/^MT[0-9a-f]{32}$/);
          }
        },
      );

      await t.step(
        "mute and unmute are seen by the other side",
        async () => {
          const audio = (on: boolean) =>
            alice.evaluate((on) => {
              for (
                const { track } of globalThis.room.localParticipant
                  .audioTracks.values()
              ) {
                if (on) track.enable();
                else track.disable();
              }
            }, on);
          await audio(false);
          await heard(bob, "trackDisabled", {
            identity: "alice",
            kind: "audio",
          });
          await audio(true);
          await heard(bob, "trackEnabled", {
            identity: "alice",
            kind: "audio",
          });
        },
      );

      await t.step(
        "a track can be removed and another one published later",
        async () => {
          await alice.evaluate(() => {
            for (
              const { track } of [
                ...globalThis.room.localParticipant.videoTracks.values(),
              ]
            ) {
              globalThis.room.localParticipant.unpublishTrack(track);
              track.stop();
            }
          });
          await heard(bob, "trackUnsubscribed", {
            identity: "alice",
            kind: "video",
          });
          expect(await bob.evaluate(() => globalThis.call.video("alice")))
            .toBeNull();
          await alice.evaluate(async () => {
            const track = await globalThis.sdk.createLocalVideoTrack({
              width: 160,
              height: 120,
            });
            await globalThis.room.localParticipant.publishTrack(track);
          });
          await sees(bob, "alice");
        },
      );

      await t.step("both may publish at the same moment", async () => {
        const publish = () => {
          // One of two offers must yield, each time.
          const canvas = document.createElement("canvas");
          const drawing = canvas.getContext("2d")!;
          setInterval(() =>
            drawing.fillRect(
              Math.random() * 200,
              Math.random() * 100,
              5,
              5,
            ), 30);
          const [track] = canvas.captureStream(15).getVideoTracks();
          return globalThis.room.localParticipant.publishTrack(
            new globalThis.sdk.LocalVideoTrack(track!, {
              name: "second",
              logLevel: "off",
            }),
          ).then(() => {});
        };
        await Promise.all([alice.evaluate(publish), bob.evaluate(publish)]);
        await Promise.all([
          heard(alice, "trackSubscribed", {
            identity: "bob",
            name: "second",
          }),
          heard(bob, "trackSubscribed", {
            identity: "alice",
            name: "second",
          }),
        ]);
        await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
      });

      await t.step(
        "a third person joins, and everybody sees everybody",
        async () => {
          const carol = await stage.join("carol", name);
          await Promise.all([
            sees(carol, "alice"),
            sees(carol, "bob"),
            sees(alice, "carol"),
            sees(bob, "carol"),
          ]);
          await carol.evaluate(() => void globalThis.room.disconnect());
          await Promise.all(
            [alice, bob].map((page) =>
              heard(page, "participantDisconnected", { identity: "carol" })
            ),
          );
          expect(await alice.evaluate(() => globalThis.call.video("carol")))
            .toBeNull();
        },
      );

      await t.step(
        "the same identity elsewhere takes over; the old tab gets 53205",
        async () => {
          elsewhere = await stage.join("alice", name);
          await heard(alice, "disconnected", { code: 53205 });
          await Promise.all([sees(elsewhere, "bob"), sees(bob, "alice")]);
          const { body } = await stage.rest("GET", `/${name}/Participants`);
          expect(body["participants"]).toHaveLength(2);
        },
      );

      await t.step(
        "completing the room disconnects both with 53118",
        async () => {
          await stage.rest("POST", `/${sid}`, { Status: "completed" });
          await Promise.all([
            heard(bob, "disconnected", { code: 53118 }),
            heard(elsewhere, "disconnected", { code: 53118 }),
          ]);
          expect(stage.rooms.stats()).toMatchObject({
            rooms: 0,
            participants: 0,
          });
        },
      );
      await stage.clear();

      await t.step(
        "a participant removed by the REST API leaves without an error",
        async () => {
          const { name } = await stage.room();
          const alice = await stage.join("alice", name, { media: false });
          const bob = await stage.join("bob", name, { media: false });
          await stage.rest("POST", `/${name}/Participants/bob`, {
            Status: "disconnected",
          });
          await heard(bob, "disconnected", { code: null });
          await heard(alice, "participantDisconnected", { identity: "bob" });
          await stage.clear();
        },
      );

      await t.step("the SDK gets Twilio's code for each refusal", async () => {
        const { name, sid } = await stage.room({ MaxParticipants: 1 });
        const other = await stage.room();
        const page = await stage.open();
        const refusal = async (
          token: string,
          options: Record<string, unknown> = {},
        ) => {
          const joined = await join(page, token, {
            media: false,
            data: false,
            options,
          });
          return joined["refused"];
        };
        const good = await stage.token("alice", name);
        const [header, payload, signature] = good.split(".");
        const [, foreign] = (await stage.token("alice", other.name)).split(".");

        expect(await refusal("nonsense")).toBe(20101);
        expect(await refusal(`${header}.${foreign}.${signature}`)).toBe(20107);
        expect(await refusal(`${header}.${payload}.${"A".repeat(43)}`)).toBe(
          20107,
        );
        expect(await refusal(await stage.token("alice", name, -60))).toBe(
          20104,
        );
        expect(await refusal(good, { name: other.name })).toBe(20106);
        expect(await refusal(await stage.token("alice", "no-such-room"))).toBe(
          53106,
        );
        await stage.join("bob", name, { media: false });
        expect(await refusal(good)).toBe(53105);
        await stage.rest("POST", `/${sid}`, { Status: "completed" });
        expect(await refusal(good)).toBe(53106);
        expect(await refusal(await stage.token("alice", sid))).toBe(53106);
        await stage.clear();
      });
    } finally {
      await stage.close();
    }
  },
);
