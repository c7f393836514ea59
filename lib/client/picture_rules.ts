import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Instant } from "@/lib/domain/instant.ts";
import type { Says } from "@/lib/domain/presence.ts";
import type { Level } from "./line_quality.ts";
import { isParty, type RemotePerson } from "./remote_people.ts";
import {
  choose,
  hear,
  resumed,
  type SoundOnly,
  WITH_PICTURE,
  withPictures,
} from "./sound_only.ts";

/** Which pictures of a call go along with the sound, and whose line and whose word decide about each. */
export interface PictureRules {
  /** Whether pictures go along with the sound; see `hears` for whose. */
  readonly soundOnly: ReadonlySignal<SoundOnly>;
  /** We hold our own picture back to spare the line. */
  readonly heldBack: ReadonlySignal<boolean>;
  /** Whether other people's pictures are asked for. */
  readonly wantsPictures: ReadonlySignal<boolean>;
  /** The other person's page says that they listen only: nobody looks at our picture. */
  readonly unwatched: ReadonlySignal<boolean>;
  /**
   * Our picture goes out while the camera is on. A media server, which may record
   * it too, has it also while nobody looks; from person to person it is not sent then.
   */
  readonly sendsPicture: ReadonlySignal<boolean>;
  /** The person's own word on picture or sound alone. */
  choosePicture(what: "picture" | "sound"): void;
  /**
   * Whose line decides about which picture. A media server measures our own half,
   * and both pictures cross it. From person to person, each direction is decided
   * by whoever receives: they see the loss at once and are the ones who hear
   * badly, while the sender knows it from late reports. Two who decide about one
   * picture would take turns at bringing it back too early. So the sender decides
   * only for somebody whose page is not heard of.
   */
  hears(of: "own" | "other", level: Level | null): void;
}

export interface PictureFacts {
  /** Does a media server stand between the two, to leave pictures out? */
  readonly hasServer: ReadonlySignal<boolean>;
  readonly people: ReadonlySignal<readonly RemotePerson[]>;
  /** What the other person's page says. */
  readonly other: ReadonlySignal<Says>;
  /** Whether that page is heard of at present, so that it can say what it wants. */
  readonly otherHere: ReadonlySignal<boolean>;
  /** How it was before this page load. */
  readonly before: SoundOnly["is"];
  readonly elapsed: () => Instant;
}

export function pictureRules(facts: PictureFacts): PictureRules {
  const { hasServer, people, other, otherHere, elapsed } = facts;
  const soundOnly = signal(resumed(facts.before));
  /** What we send from person to person, for as long as nobody else can decide it. */
  const outgoing = signal(WITH_PICTURE);
  const heldBack = computed(() => {
    const { is } = soundOnly.value;
    return is === "chosen" || is === "sound" && hasServer.value ||
      !withPictures(outgoing.value);
  });
  const unwatched = computed(() =>
    !other.value.pictures &&
    // An assistant has no heartbeat, and one picture goes to everybody or to nobody.
    people.value.every(isParty)
  );
  return {
    soundOnly,
    heldBack,
    wantsPictures: computed(() => withPictures(soundOnly.value)),
    unwatched,
    // Twilio leaves out what is not looked at, for each person apart: there it is sent.
    sendsPicture: computed(() =>
      !heldBack.value && (hasServer.value || !unwatched.value)
    ),
    choosePicture(what) {
      soundOnly.value = choose(soundOnly.value, what);
      outgoing.value = what === "picture"
        ? choose(outgoing.value, what)
        : WITH_PICTURE;
    },
    hears(of, level) {
      const now = elapsed();
      if (of === (hasServer.value ? "own" : "other")) {
        soundOnly.value = hear(soundOnly.value, level, now);
      } else if (!hasServer.value) {
        const ours = !withPictures(outgoing.value) ||
          !otherHere.value && !unwatched.value;
        outgoing.value = hear(outgoing.value, ours ? level : null, now);
      }
    },
  };
}
