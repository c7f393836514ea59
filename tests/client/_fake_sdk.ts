/** A fake SDK without a server: tests drive its rooms and count its listeners. */
import { EventEmitter } from "node:events";
import type { LocalTrack, Room } from "twilio-video";
import type { VideoSdk } from "@/lib/client/media/video_sdk.ts";

export class FakeMediaTrack extends EventTarget {
  readyState: "live" | "ended" = "live";
  enabled = true;
  muted = false;
  contentHint = "";
  settings: MediaTrackSettings = {};
  constructor(readonly kind: "audio" | "video", readonly label = "") {
    super();
  }
  stop() {
    this.readyState = "ended";
  }
  getSettings() {
    return this.settings;
  }
  /** Unplugged, or stopped with the browser's own button. */
  ends() {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
  /** The system takes it, or gives it back. */
  mutes(muted = true) {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? "mute" : "unmute"));
  }
}

export function streamOf(tracks: FakeMediaTrack[]): MediaStream {
  return {
    getTracks: () => tracks,
    getAudioTracks: () => tracks.filter((t) => t.kind === "audio"),
    getVideoTracks: () => tracks.filter((t) => t.kind === "video"),
  } as unknown as MediaStream;
}

/**
 * A track as `createLocalTracks` makes it: it can be restarted with the
 * `getUserMedia` it was given.
 */
export class FakeLocalTrack extends EventEmitter {
  enabled = true;
  restarts: MediaTrackConstraints[] = [];
  constructor(
    readonly kind: "audio" | "video",
    public mediaStreamTrack: FakeMediaTrack,
    readonly getUserMedia: (c: MediaStreamConstraints) => Promise<MediaStream>,
  ) {
    super();
    this.#follow(mediaStreamTrack);
  }
  /** Like the real SDK, it passes on what happens to its media track. */
  #follow(source: FakeMediaTrack) {
    const events = { mute: "muted", unmute: "unmuted", ended: "stopped" };
    for (const [name, ours] of Object.entries(events)) {
      source.addEventListener(name, () => {
        if (this.mediaStreamTrack === source) this.emit(ours, this);
      });
    }
  }
  get isMuted() {
    return this.mediaStreamTrack.muted;
  }
  set isMuted(muted: boolean) {
    this.mediaStreamTrack.muted = muted;
  }
  get isStopped() {
    return this.mediaStreamTrack.readyState === "ended";
  }
  get isEnabled() {
    return this.enabled;
  }
  enable(on = true) {
    this.enabled = on;
  }
  disable() {
    this.enabled = false;
  }
  stop() {
    this.mediaStreamTrack.stop();
    this.emit("stopped", this);
  }
  async restart(constraints: MediaTrackConstraints) {
    this.restarts.push(constraints);
    this.mediaStreamTrack.stop();
    this.emit("stopped", this);
    const stream = await this.getUserMedia({ [this.kind]: constraints });
    this.mediaStreamTrack = stream.getTracks()[0] as unknown as FakeMediaTrack;
    this.#follow(this.mediaStreamTrack);
    this.emit("started", this);
  }
}

export class FakePublication {
  constructor(
    public track: unknown,
    public isTrackEnabled = true,
    public trackName = "",
  ) {}
}

export class FakeParticipant extends EventEmitter {
  state = "connected";
  networkQualityLevel: number | null = null;
  audioTracks = new Map<string, FakePublication>();
  videoTracks = new Map<string, FakePublication>();
  published: unknown[] = [];
  unpublished: unknown[] = [];
  constructor(readonly sid = "PA-me", readonly identity = "x:client") {
    super();
  }
  get tracks() {
    return new Map([...this.audioTracks, ...this.videoTracks]);
  }
  /** How many of the next publications to refuse. */
  refuses = 0;
  publishTrack(track: unknown) {
    if (this.refuses > 0) {
      this.refuses--;
      return Promise.reject(new Error("refused"));
    }
    this.published.push(track);
    return Promise.resolve(null);
  }
  unpublishTrack(track: unknown) {
    this.unpublished.push(track);
  }
}

export class FakeRoom extends EventEmitter {
  state = "connected";
  participants = new Map<string, FakeParticipant>();
  localParticipant = new FakeParticipant();
  /** What `getStats` returns; the test updates it. */
  stats: unknown[] = [];
  getStats() {
    return Promise.resolve(this.stats);
  }
  disconnect() {
    this.state = "disconnected";
    // Like the real SDK, it emits before it returns.
    this.emit("disconnected", this, undefined);
  }
  /** The other person joins, with audio and video. */
  enters(sid = "PA-other", identity = "x:artist") {
    const person = new FakeParticipant(sid, identity);
    person.audioTracks.set("a", new FakePublication({ kind: "audio" }));
    person.videoTracks.set("v", new FakePublication({ kind: "video" }));
    this.participants.set(sid, person);
    this.emit("participantConnected", person);
    return person;
  }
  leaves() {
    this.participants.clear();
    this.emit("participantDisconnected", null);
  }
  drops(code: number | null) {
    this.state = "disconnected";
    const error = code === null
      ? undefined
      : Object.assign(new Error("gone"), { code });
    this.emit("disconnected", this, error);
  }
  listeners_() {
    return [this, this.localParticipant].reduce(
      (n, emitter) =>
        n + emitter.eventNames().reduce(
          (m, name) => m + emitter.listenerCount(name),
          0,
        ),
      0,
    );
  }
}

export interface Connecting {
  readonly token: string;
  readonly options: Record<string, unknown>;
  cancelled: boolean;
  accept(): FakeRoom;
  refuse(code: number): void;
}

/** @param how.cancelThrows as the real SDK does before its connection is open */
export function fakeSdk(how: { cancelThrows?: boolean } = {}) {
  const connects: Connecting[] = [];
  const locals: FakeLocalTrack[] = [];
  const sdk = {
    isSupported: true,
    LocalVideoTrack: class {
      constructor(
        readonly mediaStreamTrack: FakeMediaTrack,
        readonly options: { name: string },
      ) {}
    },
    async createLocalTracks(
      options: {
        audio: MediaTrackConstraints | false;
        video: MediaTrackConstraints | false;
        getUserMedia: (c: MediaStreamConstraints) => Promise<MediaStream>;
      },
    ) {
      if (!options.audio && !options.video) return [];
      const stream = await options.getUserMedia({
        audio: options.audio,
        video: options.video,
      });
      return stream.getTracks().map((track) => {
        const local = new FakeLocalTrack(
          track.kind as "audio",
          track as unknown as FakeMediaTrack,
          options.getUserMedia,
        );
        locals.push(local);
        return local as unknown as LocalTrack;
      });
    },
    connect(token: string, options: Record<string, unknown>) {
      const { promise, resolve, reject } = Promise.withResolvers<Room>();
      const connecting: Connecting = {
        token,
        options,
        cancelled: false,
        accept() {
          const room = new FakeRoom();
          resolve(room as unknown as Room);
          return room;
        },
        refuse: (code) => reject(Object.assign(new Error("refused"), { code })),
      };
      connects.push(connecting);
      return Object.assign(promise, {
        cancel() {
          connecting.cancelled = true;
          if (how.cancelThrows) {
            throw new TypeError("Cannot read properties of null");
          }
        },
      });
    },
  };
  return { sdk: sdk as unknown as VideoSdk, connects, locals };
}
