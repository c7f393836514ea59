/** Recordings of a call, kept by the video service. */

/** A room's recordings as one MP4. */
export interface Composition {
  readonly sid: string;
  /** `unordered`: recorded, and nobody has requested the MP4 yet. */
  readonly status: "unordered" | "processing" | "ready" | "failed";
  /** While `ready`: valid for a few minutes, for anyone who has it. */
  readonly url: string | null;
}

export interface Recordings {
  /** Records everyone and everything in the room from now on. Idempotent. */
  startRecording(roomSid: string): Promise<void>;
  /** A room that is over, or unknown, records nothing, and is not an error. */
  stopRecording(roomSid: string): Promise<void>;
  /**
   * The state of a completed room's MP4, which is ordered if `order` says so;
   * null if nothing was recorded.
   */
  composition(
    roomSid: string,
    order: "order" | "look",
  ): Promise<Composition | null>;
  /** Deletes the recordings and what was made from them. Idempotent. */
  deleteRecordings(roomSid: string): Promise<void>;
}
