import { signal } from "@preact/signals";
import { expect } from "expect";
import {
  DEFAULT_MEDIA_PREFERENCES,
  type MediaPreferences,
} from "@/lib/domain/call/presence.ts";
import { statsOf } from "@/tests/client/_weak_network.ts";
import { aToken, settle } from "@/tests/client/_support.ts";
import { callConditions } from "@/lib/client/call/call_conditions.ts";
import { callNotice } from "@/lib/client/call/call_notice.ts";
import { aCall } from "./_a_call.ts";

Deno.test("with Twilio, the SDK's measure of each connection is shown", async () => {
  const { call, joined, time } = await aCall({
    token: () => ({
      ok: true,
      value: aToken({ wsServer: null, iceServers: null }),
    }),
  });
  const room = await joined();
  const person = room.enters();
  room.localParticipant.networkQualityLevel = 4;
  person.networkQualityLevel = 2;
  await time.pass(2_000);
  expect(call.quality.value).toBe(4);
  expect(call.qualities.value).toEqual(new Map([["PA-other", 2]]));
});

Deno.test("in embedded rooms, the browser's own statistics measure each connection", async () => {
  const { call, joined, time } = await aCall();
  const room = await joined();
  room.enters();
  const report = (sent: number, lost: number, arrived: number) => [{
    localAudioTrackStats: [
      { packetsSent: sent, packetsLost: lost, roundTripTime: 40 },
    ],
    localVideoTrackStats: [],
    remoteAudioTrackStats: [
      { trackSid: "a", packetsReceived: arrived, packetsLost: 0, jitter: 5 },
    ],
    remoteVideoTrackStats: [],
  }];
  room.stats = report(0, 0, 0);
  await time.pass(2_000);
  expect(call.quality.value).toBeNull();
  room.stats = report(100, 10, 100);
  await time.pass(2_000);
  expect(call.quality.value).toBe(2);
  expect(call.qualities.value).toEqual(new Map([["PA-other", 5]]));
  room.drops(53001);
  expect(call.quality.value).toBeNull();
});

/** A call with Twilio whose network quality the test sets. */
async function onALine() {
  const all = await aCall({
    token: () => ({
      ok: true,
      value: aToken({ wsServer: null, iceServers: null }),
    }),
  });
  const room = await all.joined();
  return {
    ...all,
    room,
    async level(level: number, ms: number) {
      room.localParticipant.networkQualityLevel = level;
      await all.time.pass(ms);
    },
  };
}

Deno.test("on a persistently bad network video stops and audio continues, and video resumes when the network is good", async () => {
  const { call, locals, level, room } = await onALine();
  const [, video] = locals;
  await level(5, 4_000);
  await level(0, 14_000);
  expect(call.audioOnly.value.mode).toBe("audio");
  expect(call.wantsVideo.value).toBe(false);
  expect(room.localParticipant.unpublished).toEqual([video]);
  expect(video!.isStopped).toBe(false);
  expect(call.local.cameraOn.value).toBe(true);
  await level(5, 40_000);
  expect(call.audioOnly.value.mode).toBe("video");
  expect(call.wantsVideo.value).toBe(true);
  expect(room.localParticipant.published).toEqual([video]);
});

Deno.test("a person who chooses audio only keeps it on the best network and across a rejoin, and alone can end it", async () => {
  const { call, locals, level, room, time, connects } = await onALine();
  call.chooseMedia("audio");
  const [audio, video] = locals;
  expect(room.localParticipant.unpublished).toEqual([video]);
  await level(5, 120_000);
  room.drops(53001);
  await time.pass(1_000);
  expect(connects.at(-1)!.options.tracks).toEqual([audio]);
  const { localParticipant } = connects.at(-1)!.accept();
  await settle();
  expect(localParticipant.published).toEqual([]);
  call.chooseMedia("video");
  await settle();
  expect(localParticipant.published).toEqual([video]);
});

Deno.test("audio only from before a reload applies from the first moment", async () => {
  const { joined, connects, locals } = await aCall({ audioOnly: "chosen" });
  await joined();
  expect(connects[0]!.options.tracks).toEqual([locals[0]]);
});

Deno.test("while the other person is in audio-only mode our video is not sent to them, also after a rejoin, and it resumes", async () => {
  const other = signal<MediaPreferences>(DEFAULT_MEDIA_PREFERENCES);
  const { call, joined, connects, locals, time } = await aCall({ other });
  const [room] = [await joined()];
  const [audio, video] = locals;
  room.enters();
  other.value = { ...DEFAULT_MEDIA_PREFERENCES, wantsVideo: false };
  await settle();
  expect(call.noSubscribers.value).toBe(true);
  expect(call.sendsVideo.value).toBe(false);
  expect(room.localParticipant.unpublished).toEqual([video]);
  // Neither the camera nor the person's own choice has changed.
  expect(video!.isStopped).toBe(false);
  expect(call.audioOnly.value.mode).toBe("video");
  room.drops(53001);
  await time.pass(1_000);
  expect(connects.at(-1)!.options.tracks).toEqual([audio]);
  const again = connects.at(-1)!.accept();
  await settle();
  again.enters();
  other.value = DEFAULT_MEDIA_PREFERENCES;
  await settle();
  expect(again.localParticipant.published).toEqual([video]);
  expect(call.noSubscribers.value).toBe(false);
});

Deno.test("an assistant who watches gets the video although the other person is in audio-only mode", async () => {
  const other = signal<MediaPreferences>({
    ...DEFAULT_MEDIA_PREFERENCES,
    wantsVideo: false,
  });
  const { call, joined, locals } = await aCall({ other });
  const room = await joined();
  room.enters();
  await settle();
  expect(room.localParticipant.published).toEqual([]);
  room.enters("PA-2", "x:assistant");
  await settle();
  expect(call.noSubscribers.value).toBe(false);
  expect(room.localParticipant.published).toEqual([locals[1]]);
});

Deno.test("with Twilio video still goes to the media server, which omits it for those who do not want it", async () => {
  const other = signal<MediaPreferences>({
    ...DEFAULT_MEDIA_PREFERENCES,
    wantsVideo: false,
  });
  const { call, joined, connects, locals } = await aCall({
    other,
    token: () => ({ ok: true, value: aToken({ wsServer: null }) }),
  });
  const room = await joined();
  room.enters();
  await settle();
  expect(connects[0]!.options.tracks).toEqual(locals);
  expect(room.localParticipant.unpublished).toEqual([]);
  expect(call.noSubscribers.value).toBe(true);
  // So the page must not say that video is not sent.
  expect(call.sendsVideo.value).toBe(true);
  call.chooseMedia("audio");
  expect(call.sendsVideo.value).toBe(false);
});

/** A peer-to-peer call; the test sets each direction's packet loss. */
async function fromPersonToPerson(
  options: Parameters<typeof aCall>[0] = {},
) {
  const all = await aCall(options);
  const room = await all.joined();
  room.enters();
  const sent = { packets: 0, lost: 0, ms: 1 };
  const received = { packets: 0, lost: 0, ms: 1 };
  return {
    ...all,
    room,
    /** @param share loss of what we send and of what we receive */
    async loses(share: { sent: number; received: number }, seconds: number) {
      for (let s = 0; s < seconds; s += 2) {
        sent.packets += 100;
        sent.lost += 100 * share.sent;
        sent.ms = 3 - sent.ms;
        received.packets += 100 * (1 - share.received);
        received.lost += 100 * share.received;
        room.stats = statsOf({
          sent: { audio: { ...sent } },
          received: { audio: { ...received } },
        });
        await all.time.pass(2_000);
      }
    },
  };
}

Deno.test("peer to peer, a person with a bad downlink requests no video for a while; their own is still sent", async () => {
  const { call, loses, room } = await fromPersonToPerson();
  await loses({ sent: 0, received: 0 }, 10);
  await loses({ sent: 0, received: 0.4 }, 16);
  expect(call.audioOnly.value.mode).toBe("audio");
  expect(call.wantsVideo.value).toBe(false);
  expect(call.videoSuppressed.value).toBe(false);
  expect(room.localParticipant.unpublished).toEqual([]);
  await loses({ sent: 0, received: 0 }, 30);
  expect(call.wantsVideo.value).toBe(true);
});

Deno.test("peer to peer, a person with a somewhat bad downlink is offered audio only", async () => {
  const { call, loses } = await fromPersonToPerson();
  await loses({ sent: 0, received: 0 }, 10);
  await loses({ sent: 0, received: 0.1 }, 60);
  expect(call.audioOnly.value.mode).toBe("offered");
  expect(call.wantsVideo.value).toBe(true);
  await loses({ sent: 0, received: 0 }, 20);
  expect(call.audioOnly.value.mode).toBe("video");
});

Deno.test("a sender whose packets are lost leaves the decision to a receiver who is present", async () => {
  const { call, loses, room } = await fromPersonToPerson();
  await loses({ sent: 0.5, received: 0 }, 120);
  expect(call.quality.value).toBe(0);
  expect(call.videoSuppressed.value).toBe(false);
  expect(room.localParticipant.unpublished).toEqual([]);
});

Deno.test("for a receiver who is not present, the sender decides until the network is good; unwanted video needs no decision", async () => {
  const otherHere = signal(true);
  const other = signal<MediaPreferences>({
    ...DEFAULT_MEDIA_PREFERENCES,
    wantsVideo: false,
  });
  const { call, loses, room, locals } = await fromPersonToPerson({
    other,
    otherHere,
  });
  const { published, unpublished } = room.localParticipant;
  otherHere.value = false;
  await loses({ sent: 0.5, received: 0 }, 60);
  expect(call.videoSuppressed.value).toBe(false);
  other.value = DEFAULT_MEDIA_PREFERENCES;
  await settle();
  expect(published).toEqual([locals[1]]);
  await loses({ sent: 0.5, received: 0 }, 20);
  expect(call.videoSuppressed.value).toBe(true);
  expect(call.wantsVideo.value).toBe(true);
  expect(unpublished).toEqual([locals[1]]);
  // Their return does not resume video on a bad network.
  otherHere.value = true;
  await loses({ sent: 0.5, received: 0 }, 60);
  expect(call.videoSuppressed.value).toBe(true);
  await loses({ sent: 0, received: 0 }, 30);
  expect(call.videoSuppressed.value).toBe(false);
  expect(published.length).toBe(2);
});

Deno.test("a person who turns video on in a bad network gets both directions, even if the other side had turned it off", async () => {
  const { call, loses } = await fromPersonToPerson({
    otherHere: signal(false),
  });
  await loses({ sent: 0.5, received: 0.5 }, 20);
  expect(call.videoSuppressed.value).toBe(true);
  expect(call.wantsVideo.value).toBe(false);
  call.chooseMedia("video");
  await loses({ sent: 0.5, received: 0.5 }, 60);
  expect(call.videoSuppressed.value).toBe(false);
  expect(call.wantsVideo.value).toBe(true);
});

Deno.test("a camera that the person switched off does not come on when the network recovers", async () => {
  const { call, locals, level } = await onALine();
  await level(0, 14_000);
  await call.toggle("video");
  await level(5, 60_000);
  expect(call.audioOnly.value.mode).toBe("video");
  expect(locals[1]!.enabled).toBe(false);
  expect(locals[1]!.isStopped).toBe(true);
});

Deno.test("while the other person's phone is busy no connection is blamed for what does not arrive", async () => {
  const other = signal<MediaPreferences>({
    ...DEFAULT_MEDIA_PREFERENCES,
    interrupted: true,
  });
  const otherHere = signal(true);
  const { call, loses, room } = await fromPersonToPerson({ other, otherHere });
  await loses({ sent: 0, received: 0.5 }, 60);
  expect(call.audioOnly.value.mode).toBe("video");
  const facts = () =>
    callConditions(call, {
      name: "Clara",
      blocked: false,
      remoteWasHere: true,
      signedOut: false,
      signInHref: null,
      theirPreferences: other.value,
      ownConnectionPoor: false,
    });
  expect(call.otherBusy.value).toBe(true);
  expect(facts().connection.other).toBeNull();
  expect(callNotice(facts().conditions)?.words).toBe(
    "Clara’s phone is busy. Picture and sound come back when Clara returns.",
  );
  // Frozen for longer than a lease, and still in the room.
  otherHere.value = false;
  expect(call.otherBusy.value).toBe(true);
  // Gone from both: its last word is no longer true.
  room.leaves();
  expect(call.otherBusy.value).toBe(false);
  expect(callNotice(facts().conditions)?.words).toMatch(/^Clara is away\./);
});
