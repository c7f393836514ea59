import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { MediaPreferences } from "@/lib/domain/call/presence.ts";
import type { NetworkQualityLevel } from "@/lib/client/network/network_quality.ts";
import { isParty, type RemoteParticipantState } from "./remote_participants.ts";
import {
  applyQuality,
  type AudioOnly,
  choose,
  resumed,
  showsVideo,
  WITH_VIDEO,
} from "@/lib/client/network/audio_only.ts";

/**
 * Which videos of a call are sent and received, and whose connection and whose
 * choice decide about each.
 */
export interface VideoRules {
  /** Whether video is used beside audio; see `onQuality` for whose. */
  readonly audioOnly: ReadonlySignal<AudioOnly>;
  /** We suppress our own video to spare the network. */
  readonly videoSuppressed: ReadonlySignal<boolean>;
  /** Whether the other people's video is requested. */
  readonly wantsVideo: ReadonlySignal<boolean>;
  /** The other person's page uses audio only: nobody sees our video. */
  readonly noSubscribers: ReadonlySignal<boolean>;
  /**
   * Our video is sent while the camera is on. A media server, which may also
   * record it, receives it even when nobody watches; without a server it is not
   * sent then.
   */
  readonly sendsVideo: ReadonlySignal<boolean>;
  /** The person's own choice of video or audio only. */
  chooseMedia(what: "video" | "audio"): void;
  /**
   * Whose connection decides about which video. A media server measures our own
   * half, and both videos cross it. Without a server, the receiver decides
   * about each direction: it sees the loss at once and is the one who hears
   * badly, while the sender knows it from late reports. Two that decide about
   * one video would take turns bringing it back too early. So the sender
   * decides only for a page that sends no heartbeats.
   */
  onQuality(of: "own" | "other", level: NetworkQualityLevel | null): void;
}

export interface VideoRuleInputs {
  /** Whether a media server is between the two, and can withhold video. */
  readonly hasServer: ReadonlySignal<boolean>;
  readonly participants: ReadonlySignal<readonly RemoteParticipantState[]>;
  /** The media preferences of the other person's page. */
  readonly other: ReadonlySignal<MediaPreferences>;
  /** Whether that page currently sends heartbeats, and so can say what it wants. */
  readonly otherHere: ReadonlySignal<boolean>;
  /** The mode before this page load. */
  readonly before: AudioOnly["mode"];
  readonly elapsed: () => Instant;
}

export function videoRules(facts: VideoRuleInputs): VideoRules {
  const { hasServer, participants: people, other, otherHere, elapsed } = facts;
  const audioOnly = signal(resumed(facts.before));
  /** What we send without a media server, while nobody else can decide it. */
  const outgoing = signal(WITH_VIDEO);
  const videoSuppressed = computed(() => {
    const { mode: is } = audioOnly.value;
    return is === "chosen" || is === "audio" && hasServer.value ||
      !showsVideo(outgoing.value);
  });
  const noSubscribers = computed(() =>
    !other.value.wantsVideo &&
    // An assistant has no heartbeat, and one video goes to everyone or to
    // nobody.
    people.value.every(isParty)
  );
  return {
    audioOnly,
    videoSuppressed,
    wantsVideo: computed(() => showsVideo(audioOnly.value)),
    noSubscribers,
    // Twilio withholds what is not watched, for each person separately: there
    // it is sent.
    sendsVideo: computed(() =>
      !videoSuppressed.value && (hasServer.value || !noSubscribers.value)
    ),
    chooseMedia(what) {
      audioOnly.value = choose(audioOnly.value, what);
      outgoing.value = what === "video"
        ? choose(outgoing.value, what)
        : WITH_VIDEO;
    },
    onQuality(of, measured) {
      const now = elapsed();
      // A phone that is busy sends and acknowledges nothing, on the best
      // network; a media server still measures our own half.
      const unknown = other.value.interrupted &&
        !(hasServer.value && of === "own");
      const level = unknown ? null : measured;
      if (of === (hasServer.value ? "own" : "other")) {
        audioOnly.value = applyQuality(audioOnly.value, { level, now });
      } else if (!hasServer.value) {
        const ours = !showsVideo(outgoing.value) ||
          !otherHere.value && !noSubscribers.value;
        outgoing.value = applyQuality(outgoing.value, {
          level: ours ? level : null,
          now,
        });
      }
    },
  };
}
