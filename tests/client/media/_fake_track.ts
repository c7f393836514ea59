/** A media track without a device. */
export class FakeTrack extends EventTarget {
  readyState: "live" | "ended" = "live";
  enabled = true;
  muted = false;
  constructor(readonly kind: "audio" | "video", readonly name = "") {
    super();
  }
  stop() {
    this.readyState = "ended";
  }
}
