/** A media track without a device. */
export class FakeTrack extends EventTarget {
  readyState: "live" | "ended" = "live";
  enabled = true;
  muted = false;
  constructor(
    readonly kind: "audio" | "video",
    readonly settings: MediaTrackSettings = {},
  ) {
    super();
  }
  getSettings() {
    return this.settings;
  }
  /** Unplugged, or taken by the system. */
  ends() {
    this.stop();
    this.dispatchEvent(new Event("ended"));
  }
  /** The system holds it, or lets it go. */
  mutes(muted: boolean) {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? "mute" : "unmute"));
  }
  stop() {
    this.readyState = "ended";
  }
}
