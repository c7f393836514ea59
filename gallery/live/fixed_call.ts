import { computed, signal } from "@preact/signals";
import type { RemoteAudioTrack, RemoteVideoTrack } from "twilio-video";
import { otherParty, type Party } from "@/lib/domain/call/presence.ts";
import type { Call } from "@/lib/client/call/call.ts";
import type { RemoteParticipantState } from "@/lib/client/call/remote_participants.ts";
import type { ScreenShare } from "@/lib/client/call/screen_share.ts";
import type { Devices } from "@/lib/client/media/devices.ts";
import { noInterruption } from "@/lib/client/interruption/interruption.ts";
import type { LocalTracks } from "@/lib/client/media/local_tracks.ts";
import {
  type AudioOnly,
  showsVideo,
  WITH_VIDEO,
} from "@/lib/client/network/audio_only.ts";
import { CONSULTATION_ID } from "@/gallery/sample.ts";
import type { Films } from "./film.ts";
import type { CallFixture, PersonFixture } from "./fixture.ts";

interface Around {
  readonly party: Party;
  readonly devices: Devices;
  readonly films: Films;
}

const nothing = () => Promise.resolve();

/** A call with fixed state: its buttons toggle what is on or off, and it joins no room. */
export function fixedCall(fixture: CallFixture, around: Around): Call {
  const { others = [{}], own = 5, other = 5 } = fixture;
  const participants = signal(
    others.map((person, index) => participant(person, { index, ...around })),
  );
  const audioOnly = signal<AudioOnly>({
    ...WITH_VIDEO,
    mode: fixture.audioOnly ?? "video",
  });
  const videoSuppressed = signal(fixture.videoSuppressed ?? false);
  const noSubscribers = signal(fixture.noSubscribers ?? false);
  const local = fixedTracks(fixture, around.devices);
  const screen = fixedScreen(fixture, around.films);
  if (fixture.blocked) blockPlayback();
  return {
    state: signal(
      fixture.state ?? { is: "connected", tries: 0, since: 0 },
    ),
    participants,
    local,
    screen,
    quality: signal(own),
    qualities: signal(
      new Map(
        other === null ? [] : participants.value.slice(0, 1)
          .map(({ sid }) => [sid, other]),
      ),
    ),
    measuredBy: signal(fixture.measuredBy ?? "sdk"),
    restored: signal(fixture.restored ?? false),
    settled: signal(true),
    otherBusy: signal(fixture.otherBusy ?? false),
    unsent: signal(fixture.unsent ?? null),
    audioOnly,
    videoSuppressed,
    noSubscribers,
    wantsVideo: computed(() => showsVideo(audioOnly.value)),
    sendsVideo: computed(() => !videoSuppressed.value && !noSubscribers.value),
    chooseMedia(what) {
      const mode = what === "video" ? "video" : "chosen";
      audioOnly.value = { ...audioOnly.value, mode };
    },
    join() {
      // Only a participant who was present can have left.
      if (fixture.othersLeft) participants.value = [];
    },
    async toggle(kind) {
      await local.toggle(kind);
    },
    toggleScreen: nothing,
    stop() {},
  };
}

function fixedTracks(
  { microphoneOff, cameraOff, interruption, refused }: CallFixture,
  devices: Devices,
): LocalTracks {
  const on = {
    audio: signal(devices.audio.value !== null && !microphoneOff),
    video: signal(devices.video.value !== null && !cameraOff),
  };
  return {
    microphoneOn: on.audio,
    cameraOn: on.video,
    facing: signal("user"),
    audio: signal(null),
    video: signal(null),
    interruption: signal(interruption ?? null),
    interrupted: signal(interruption !== undefined),
    refused: signal(refused ? { kind: refused } : null),
    interruptions: {
      state: signal(noInterruption(true)),
      send() {},
      show: () => () => {},
    },
    wrap: nothing,
    toggle(kind) {
      on[kind].value = !on[kind].value;
      return Promise.resolve(true);
    },
    add: nothing,
    flip: nothing,
    choose: nothing,
    restore: nothing,
    hide() {},
    release() {},
  };
}

function fixedScreen(
  { sharing, shareFailed }: CallFixture,
  films: Films,
): ScreenShare {
  return {
    captured: signal(sharing ? films.screen() : null),
    track: signal(null),
    start: nothing,
    failed: signal(shareFailed ?? false),
    fail() {},
    stop() {},
  };
}

function participant(
  person: PersonFixture,
  { index, party, films }: Around & { readonly index: number },
): RemoteParticipantState {
  const { muted = false, cameraOff = false, reconnecting = false } = person;
  const role = index === 0 ? otherParty(party) : "assistant";
  const camera = index === 0 ? films[otherParty(party)] : films.artist;
  return {
    sid: `PA${index}`,
    identity: `${CONSULTATION_ID}:${role}`,
    reconnecting,
    video: cameraOff || person.videoComing ? null : remoteTrack(camera()),
    audio: remoteTrack(films.microphone()),
    screen: person.sharesScreen ? remoteTrack(films.screen()) : null,
    muted,
    cameraOff,
  };
}

/** Of the SDK's track a page uses only what shows it and takes it away (`Attachable`). */
function remoteTrack(track: MediaStreamTrack) {
  return {
    attach(element: HTMLMediaElement) {
      element.srcObject = new MediaStream([track]);
    },
    detach(element: HTMLMediaElement) {
      element.srcObject = null;
    },
  } as unknown as RemoteVideoTrack & RemoteAudioTrack;
}

/** As a phone in low-power mode: nothing plays before a tap. */
function blockPlayback(): void {
  HTMLMediaElement.prototype.play = () =>
    Promise.reject(new DOMException("A tap is needed", "NotAllowedError"));
}
