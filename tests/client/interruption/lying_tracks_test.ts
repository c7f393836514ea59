import { expect } from "expect";
import { beginOwnInterruption } from "@/lib/client/interruption/own_interruption.ts";
import {
  AGAIN_AFTER,
  MAX_TRIES,
  RETRY_AFTER,
  SHORT_MUTE,
} from "@/lib/client/interruption/interruption_moves.ts";
import {
  SILENT_AFTER,
  STALLED_AFTER,
} from "@/lib/client/interruption/stage_signs.ts";
import { settle } from "@/tests/client/_support.ts";
import { aPhone, expectAllFlows } from "./_lying_tracks.ts";

Deno.test("after a phone call whose tracks say that they are live, sound and picture are captured afresh, and one tap does the rest", async () => {
  const phone = await aPhone();
  phone.rings();
  await phone.time.pass(5_000);
  expect(phone.shown()).toEqual({ media: "both", step: "taken" });
  expect(phone.interrupted()).toBe(true);
  expect(phone.kinds()).toEqual([]);

  phone.hangsUp();
  await phone.time.pass(3_000);
  expect(phone.kinds()).toEqual(["audio", "video"]);
  // Everything is captured, and the browser wants a tap to play.
  expect(phone.shown()).toEqual({ media: "playback", step: "stuck" });
  await phone.tap();
  await phone.time.pass(1_000);
  expectAllFlows(phone);
  expect(phone.context.state).toBe("running");
  expect(phone.kinds()).toEqual(["audio", "video"]);
});

Deno.test("where no tap is needed, everything is back within 2 seconds of the end, without a word to press", async () => {
  const phone = await aPhone();
  for (const kind of ["audio", "video"] as const) {
    phone.track(kind).mutes();
    phone.track(kind).flows = false;
  }
  await phone.time.pass(20_000);
  phone.hangsUp();
  await phone.time.pass(2_000);
  expectAllFlows(phone);
});

Deno.test("the enabled state is published again, and a microphone that the person muted is never opened for it", async () => {
  const phone = await aPhone();
  const states: string[] = [];
  for (const one of phone.locals) {
    const { enable, disable } = one;
    one.enable = (on = true) => {
      states.push(`${one.kind} ${on}`);
      enable.call(one, on);
    };
    one.disable = () => {
      states.push(`${one.kind} false`);
      disable.call(one);
    };
  }
  await phone.call.toggle("audio");
  states.length = 0;
  phone.track("video").ends();
  phone.track("audio").ends();
  await phone.time.pass(3_000);
  expect(states).toEqual(["video false", "video true"]);
  // Switched on again, it needs a fresh capture: it was lost meanwhile.
  await phone.call.toggle("audio");
  await phone.time.pass(3_000);
  expect(phone.kinds()).toEqual(["video", "audio"]);
  expectAllFlows(phone);
});

Deno.test("tracks that stay live and unmuted while nothing flows are noticed by frames and samples alone", async () => {
  const phone = await aPhone();
  phone.track("video").flows = false;
  await phone.time.pass(STALLED_AFTER + 2_000);
  expect(phone.kinds()).toEqual(["video"]);
  expectAllFlows(phone);

  phone.track("audio").flows = false;
  await phone.time.pass(SILENT_AFTER + 2_000);
  expect(phone.kinds()).toEqual(["video", "audio"]);
  expectAllFlows(phone);
});

Deno.test("a microphone that is silent by its own switch is captured again at most once more, and nobody is told", async () => {
  const phone = await aPhone();
  phone.nextCaptures((track) => track.flows = track.kind !== "audio");
  phone.track("audio").flows = false;
  const told: boolean[] = [];
  phone.call.local.interrupted.subscribe((yes) => told.push(yes));
  await phone.time.pass(60_000);
  expect(phone.kinds()).toEqual(["audio"]);
  expect(told).toEqual([false]);
  expect(phone.shown()).toBeNull();
});

Deno.test("a track that is muted for 300 ms at its start is no interruption; one that stays muted is", async () => {
  const phone = await aPhone({ joining: true });
  await phone.joined();
  phone.track("audio").mutes();
  await phone.time.pass(300);
  phone.track("audio").mutes(false);
  await phone.time.pass(5_000);
  expectAllFlows(phone);
  expect(phone.kinds()).toEqual([]);

  const other = await aPhone({ joining: true });
  await other.joined();
  other.track("audio").mutes();
  await other.time.pass(SHORT_MUTE);
  expect(other.shown()).toEqual({ media: "audio", step: "taken" });
});

Deno.test("a track that ends while the page stays visible is captured again by itself", async () => {
  const phone = await aPhone();
  phone.track("video").ends();
  await phone.time.pass(2_000);
  expect(phone.kinds()).toEqual(["video"]);
  expectAllFlows(phone);
});

Deno.test("an AudioContext that stays suspended until a tap needs one, and only one", async () => {
  const phone = await aPhone();
  phone.context.isInterrupted();
  await phone.time.pass(10_000);
  expect(phone.shown()).toEqual({ media: "playback", step: "stuck" });
  const before = phone.kinds();
  await phone.tap();
  await phone.time.pass(5_000);
  expect(phone.context.state).toBe("running");
  expect(phone.kinds()).toEqual(before);
  expectAllFlows(phone);
});

Deno.test("the first capture after Siri fails once: one retry, without a tap", async () => {
  const phone = await aPhone();
  phone.track("audio").mutes();
  phone.track("audio").flows = false;
  await phone.time.pass(3_000);
  phone.refusals.push("NotReadableError");
  phone.track("audio").mutes(false);
  await phone.time.pass(0);
  expect(phone.phase()).toBe("retrying");
  await phone.time.pass(RETRY_AFTER + 1_000);
  expect(phone.captured.length).toBe(2);
  expect(phone.kinds()).toEqual(["audio"]);
  expectAllFlows(phone);
});

Deno.test("captures that keep failing end with a person: nobody is asked again and again, and taps that do not help lead to a reload", async () => {
  const phone = await aPhone();
  phone.refusals.push(...Array(20).fill("NotReadableError"));
  phone.track("audio").ends();
  await phone.time.pass(5_000);
  expect(phone.captured.length).toBe(MAX_TRIES);
  expect(phone.shown()).toEqual({ media: "audio", step: "stuck" });
  for (let tap = 0; tap < 2; tap++) {
    await phone.tap();
    await phone.time.pass(10_000);
  }
  expect(phone.shown()).toEqual({ media: "audio", step: "reload" });
  phone.refusals.length = 0;
  await phone.tap();
  await phone.time.pass(5_000);
  expectAllFlows(phone);
});

Deno.test("a capture that does not settle is given up after two limits, and what it brings later ends the interruption", async () => {
  const phone = await aPhone();
  const audio = phone.sdkTrack("audio");
  const restart = audio.restart.bind(audio);
  let settles = () => {};
  audio.restart = (constraints) =>
    new Promise<void>((done) => {
      settles = () => void restart(constraints).then(done);
    });
  phone.track("audio").ends();
  await phone.time.pass(60_000);
  expect(phone.shown()).toEqual({ media: "audio", step: "stuck" });
  expect(phone.kinds()).toEqual([]);
  // What it brings is used, and nothing is captured beside it.
  settles();
  await phone.time.pass(5_000);
  expect(phone.kinds()).toEqual(["audio"]);
  expectAllFlows(phone);
});

Deno.test("a device that stays lost is tried again from time to time, while the page is in front; what the person reads and can press stays the same meanwhile", async () => {
  const phone = await aPhone();
  phone.refusals.push(...Array(5).fill("NotReadableError"));
  phone.track("audio").ends();
  await phone.time.pass(5_000);
  const steps: unknown[] = [];
  const stop = phone.call.local.interruption.subscribe((shown) =>
    steps.push(shown?.step)
  );
  await phone.time.pass(2 * AGAIN_AFTER);
  expect(phone.captured.length).toBe(MAX_TRIES + 2);
  expect(new Set(steps)).toEqual(new Set(["stuck"]));
  stop();
  phone.page.fire("hidden");
  await phone.time.pass(10 * AGAIN_AFTER);
  expect(phone.captured.length).toBe(MAX_TRIES + 2);
  phone.page.fire("visible");
  await phone.time.pass(AGAIN_AFTER);
  expectAllFlows(phone);
});

Deno.test("taps while the phone still rings do not keep sound and picture from coming back by themselves, nor lead to a reload", async () => {
  const phone = await aPhone();
  phone.rings();
  phone.refusals.push(...Array(20).fill("NotReadableError"));
  await phone.time.pass(2_000);
  for (let tap = 0; tap < 3; tap++) {
    await phone.tap();
    await phone.time.pass(1_000);
    expect(phone.shown()).toEqual({ media: "both", step: "taken" });
  }
  // The track that tells the end of it goes on.
  expect(phone.captured).toEqual([]);
  phone.refusals.length = 0;
  phone.hangsUp();
  await phone.time.pass(4_000);
  // Played inside the taps before.
  expectAllFlows(phone);
});

Deno.test("a phone that never says that it has let go is asked for its devices some seconds after a tap, until it gives them", async () => {
  const phone = await aPhone();
  phone.rings();
  phone.refusals.push(...Array(7).fill("NotReadableError"));
  await phone.time.pass(2_000);
  await phone.tap();
  await phone.tap();
  const steps = new Set<unknown>();
  phone.call.local.interruption.subscribe((shown) => steps.add(shown?.step));
  await phone.time.pass(AGAIN_AFTER + 5_000);
  expect(phone.captured.length).toBe(2 * MAX_TRIES);
  expect(steps).toEqual(new Set(["taken", "stuck"]));
  await phone.time.pass(3 * AGAIN_AFTER);
  expectAllFlows(phone);
});

Deno.test("remote elements that the system paused are played again, and with the same tap as everything else", async () => {
  const phone = await aPhone();
  phone.remote.audio.isPausedBySystem();
  phone.remote.audio.wantsTap = false;
  phone.remote.video.isPausedBySystem();
  await phone.time.pass(1_000);
  expect(phone.playing.blocked.value).toBe(true);
  await phone.tap();
  expect(phone.playing.blocked.value).toBe(false);
  expectAllFlows(phone);
  expect(phone.kinds()).toEqual([]);
});

Deno.test("a remote picture that stands still is played again once for each time, and captures nothing", async () => {
  const phone = await aPhone();
  const { plays } = phone.remote.video;
  phone.theirs.flows = false;
  await phone.time.pass(20_000);
  expect(phone.remote.video.plays).toBe(plays + 2);
  expect(phone.kinds()).toEqual([]);
  expect(phone.interrupted()).toBe(false);
});

Deno.test("permission that was revoked meanwhile is said, and a tap asks again", async () => {
  const phone = await aPhone();
  phone.track("audio").ends();
  phone.track("video").ends();
  phone.refusals.push(...Array(4).fill("NotAllowedError"));
  await phone.time.pass(10_000);
  expect(phone.shown()).toEqual({ media: "both", step: "denied" });
  // Another prompt needs a tap.
  const { length } = phone.captured;
  await phone.time.pass(60_000);
  expect(phone.captured.length).toBe(length);
  await phone.tap();
  await phone.time.pass(5_000);
  expectAllFlows(phone);
});

Deno.test("a fresh capture that is dead is captured once more, then a person is asked", async () => {
  const phone = await aPhone();
  phone.nextCaptures((track) => track.flows = false);
  phone.track("video").mutes();
  await phone.time.pass(3_000);
  phone.track("video").mutes(false);
  await phone.time.pass(6_000);
  expect(phone.kinds()).toEqual(["video", "video"]);
  expect(phone.shown()).toEqual({ media: "video", step: "stuck" });
  phone.nextCaptures(() => {});
  await phone.tap();
  await phone.time.pass(5_000);
  expectAllFlows(phone);
});

Deno.test("an interruption while joining is recovered once joined, also if it took a device before there was a track of it", async () => {
  const phone = await aPhone({ joining: true });
  const audio = phone.devices.audio.value as unknown as { ends(): void };
  audio.ends();
  expect(phone.devices.audio.value).toBeNull();
  const room = await phone.joined();
  await phone.time.pass(3_000);
  expect(phone.kinds()).toEqual(["audio"]);
  expect(phone.call.local.microphoneOn.value).toBe(true);
  expect(room.localParticipant.published).toEqual([phone.sdkTrack("audio")]);
  expect(phone.shown()).toBeNull();
});

Deno.test("devices that the page releases while the call still joins stay off", async () => {
  const phone = await aPhone({ joining: true });
  // The page learns of the end first, and stops the call when it renders.
  phone.devices.release();
  await phone.joined();
  await phone.time.pass(30_000);
  expect(phone.kinds()).toEqual([]);
  expect(phone.devices.audio.value).toBeNull();
});

Deno.test("a camera that is being captured again when the page releases it goes off as soon as it is granted", async () => {
  const phone = await aPhone();
  phone.nextCaptures(() => phone.devices.release());
  phone.track("video").ends();
  await phone.time.pass(30_000);
  expect(phone.kinds()).toEqual(["video"]);
  expect(phone.captures.map(({ readyState }) => readyState)).toEqual(["ended"]);
});

Deno.test("an interruption during a flip waits for it, and keeps the camera that was flipped to", async () => {
  const phone = await aPhone();
  const audio = phone.track("audio");
  phone.nextCaptures(({ kind }) => {
    if (kind === "video") audio.ends();
  });
  await phone.call.local.flip();
  phone.nextCaptures(() => {});
  await phone.time.pass(3_000);
  expect(phone.kinds()).toEqual(["video", "audio"]);
  expect(phone.call.local.facing.value).toBe("environment");
  phone.track("video").ends();
  await phone.time.pass(3_000);
  expect(phone.captured.at(-1)).toEqual({
    video: expect.objectContaining({ facingMode: "environment" }),
  });
  expectAllFlows(phone);
});

Deno.test("while the camera is off an interruption concerns the microphone only, and the camera stays off", async () => {
  const phone = await aPhone();
  await phone.call.toggle("video");
  phone.track("audio").mutes();
  phone.track("audio").flows = false;
  await phone.time.pass(2_000);
  expect(phone.shown()).toEqual({ media: "audio", step: "taken" });
  phone.track("audio").mutes(false);
  await phone.time.pass(3_000);
  expect(phone.kinds()).toEqual(["audio"]);
  expect(phone.sdkTrack("video").isStopped).toBe(true);
  expect(phone.shown()).toBeNull();
  await phone.call.toggle("video");
  await phone.time.pass(3_000);
  expectAllFlows(phone);
});

Deno.test("with both switched off there is nothing to interrupt", async () => {
  const phone = await aPhone();
  await phone.call.toggle("video");
  await phone.call.toggle("audio");
  phone.track("audio").mutes();
  await phone.time.pass(10_000);
  expect(phone.shown()).toBeNull();
  expect(phone.interrupted()).toBe(false);
});

Deno.test("a second interruption during the recovery from the first is recovered too", async () => {
  const phone = await aPhone();
  phone.track("audio").ends();
  await settle();
  phone.track("video").ends();
  await phone.time.pass(5_000);
  expect(phone.kinds()).toEqual(["audio", "video"]);
  phone.rings();
  await phone.time.pass(3_000);
  phone.hangsUp();
  await phone.time.pass(3_000);
  await phone.tap();
  await phone.time.pass(3_000);
  expectAllFlows(phone);
});

Deno.test("the page's own camera dialog is no interruption: nobody is told, and afterwards everything is captured again", async () => {
  const phone = await aPhone();
  const told: boolean[] = [];
  phone.call.local.interrupted.subscribe((yes) => told.push(yes));
  const over = beginOwnInterruption();
  phone.page.fire("hidden");
  phone.track("video").ends();
  await phone.time.pass(30_000);
  phone.page.fire("visible");
  await phone.time.pass(1_000);
  expect(phone.kinds()).toEqual([]);
  over();
  over();
  await phone.time.pass(3_000);
  expect(phone.kinds()).toContain("video");
  expect(told).toEqual([false]);
  expectAllFlows(phone);
});

Deno.test("on a computer, hidden pages, silence and stillness are no interruptions", async () => {
  const artist = await aPhone({ isPhone: false });
  artist.page.fire("hidden");
  artist.track("audio").flows = artist.track("video").flows = false;
  await artist.time.pass(60_000);
  expect(artist.interrupted()).toBe(false);
  expect(artist.kinds()).toEqual([]);
});

Deno.test("on a computer an unplugged device is replaced by another without a tap, whether its track ends or not", async () => {
  const lists = [
    { kind: "audioinput" as const, deviceId: "audio-2" },
    { kind: "videoinput" as const, deviceId: "video-1" },
  ];
  const artist = await aPhone({ isPhone: false, lists });
  artist.track("audio").ends();
  await artist.time.pass(1_000);
  expect(artist.kinds()).toEqual(["audio"]);
  expect(artist.shown()).toBeNull();

  artist.track("audio").settings = { deviceId: "audio-2" };
  lists[1]!.deviceId = "video-2";
  const { plays } = artist.remote.audio;
  artist.devicesChanged();
  await artist.time.pass(1_000);
  expect(artist.kinds()).toEqual(["audio", "video"]);
  // The sound may have another way out: what was paused plays again.
  expect(artist.remote.audio.plays).toBeGreaterThan(plays);
});

for (const kind of ["audio", "video"] as const) {
  Deno.test(`on a computer whose only ${kind} device is unplugged, it is said, taps lead to no reload, and the next one is used without a tap`, async () => {
    const lists = [
      { kind: "audioinput" as const, deviceId: "audio-1" },
      { kind: "videoinput" as const, deviceId: "video-1" },
    ];
    const at = kind === "audio" ? 0 : 1;
    const [own] = lists.splice(at, 1);
    const artist = await aPhone({ isPhone: false, lists });
    artist.track(kind).ends();
    await artist.time.pass(1_000);
    expect(artist.shown()).toEqual({ media: kind, step: "missing" });
    expect(artist.captured).toEqual([]);
    for (let tap = 0; tap < 3; tap++) {
      artist.refusals.push("NotFoundError");
      await artist.tap();
      await artist.time.pass(10_000);
      expect(artist.shown()).toEqual({ media: kind, step: "missing" });
    }
    expect(artist.kinds()).toEqual([]);
    lists.push({ ...own!, deviceId: "another" });
    artist.devicesChanged();
    await artist.time.pass(1_000);
    expect(artist.kinds()).toEqual([kind]);
    expectAllFlows(artist);
  });
}

Deno.test("on a computer an unplugged microphone whose track goes on as before is noticed too", async () => {
  const artist = await aPhone({
    isPhone: false,
    lists: [{ kind: "videoinput", deviceId: "video-1" }],
  });
  artist.devicesChanged();
  await artist.time.pass(1_000);
  expect(artist.shown()).toEqual({ media: "audio", step: "missing" });
});

Deno.test("a browser that lists nothing says nothing, and one tap tries again", async () => {
  const artist = await aPhone({ isPhone: false, lists: [] });
  artist.track("audio").ends();
  await artist.time.pass(10_000);
  expect(artist.kinds()).toEqual([]);
  expect(artist.shown()).toEqual({ media: "audio", step: "stuck" });
  await artist.tap();
  expect(artist.kinds()).toEqual(["audio"]);
  expect(artist.shown()).toBeNull();
});

Deno.test("on a phone a capture finds out that there is no microphone, and a device that comes ends it", async () => {
  const phone = await aPhone();
  phone.refusals.push(...Array(MAX_TRIES).fill("NotFoundError"));
  phone.track("audio").ends();
  await phone.time.pass(10_000);
  expect(phone.shown()).toEqual({ media: "audio", step: "missing" });
  phone.devicesChanged();
  await phone.time.pass(3_000);
  expect(phone.kinds()).toEqual(["audio"]);
  expectAllFlows(phone);
});

Deno.test("an interruption while sharing leaves the shared screen alone", async () => {
  const { FakeMediaTrack } = await import("@/tests/client/_fake_sdk.ts");
  const screen = new FakeMediaTrack("video", "screen");
  const artist = await aPhone({
    isPhone: false,
    screens: [screen],
    lists: [{ kind: "audioinput", deviceId: "audio-2" }],
  });
  await artist.call.toggleScreen();
  artist.track("audio").ends();
  await artist.time.pass(3_000);
  expect(artist.shown()).toBeNull();
  expect(screen.readyState).toBe("live");
  expect(artist.call.screen.captured.value).toBe(screen as never);
});

Deno.test("a room that was lost meanwhile is joined again with the same tracks, whose contents are fresh", async () => {
  const phone = await aPhone();
  phone.rings();
  phone.page.fire("hidden");
  phone.room!.drops(53001);
  await phone.time.pass(200);
  phone.hangsUp();
  phone.page.fire("visible");
  await phone.time.pass(2_000);
  phone.connects.at(-1)!.accept();
  await phone.time.pass(2_000);
  expect(phone.call.state.value.is).toBe("connected");
  expect(phone.connects.at(-1)!.options.tracks)
    .toEqual(phone.connects[0]!.options.tracks);
  await phone.tap();
  await phone.time.pass(2_000);
  for (const kind of ["audio", "video"] as const) {
    expect(phone.track(kind).isFlowing).toBe(true);
  }
});

Deno.test("a call that is over waits for nothing and follows nothing", async () => {
  const phone = await aPhone();
  phone.rings();
  await phone.time.pass(1_000);
  phone.call.stop();
  expect(phone.interrupted()).toBe(false);
  expect(phone.shown()).toBeNull();
  phone.hangsUp();
  const over = beginOwnInterruption();
  phone.devicesChanged();
  await phone.time.pass(10_000);
  over();
  expect(phone.kinds()).toEqual([]);
});
