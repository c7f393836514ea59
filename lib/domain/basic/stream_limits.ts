/** How many event streams may be open at once. Each costs about 90 kB, and a part of every change. */
export const STREAM_LIMITS = {
  /**
   * Of one session. A browser's hidden pages keep three
   * (`lib/client/page/stream_slots.ts`), so eight are at least five windows side
   * by side. The next one replaces the oldest.
   */
  perSession: 8,
  /**
   * Of one view that are being opened: a browser that restores its tabs has
   * that many requests for one page.
   */
  opening: 8,
  /**
   * Of one network peer. A studio behind one router, or a carrier's customers
   * behind one address, have that many pages.
   */
  perPeer: 250,
  /** Of one process, about 450 MB. */
  inProcess: 5000,
  /** Seconds that a refused page waits. Until then it polls. */
  retryAfterSeconds: 10,
} as const;
