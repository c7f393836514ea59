/**
 * The event streams that are open in this process. A server cannot shut down
 * while a stream is open, so at the end each one is told and closed: its page
 * then comes back, to this process's successor.
 */
export interface OpenStreams {
  /** Returns its undo. */
  add(close: () => void): () => void;
  closeAll(): void;
  readonly size: number;
}

export function createOpenStreams(): OpenStreams {
  const open = new Set<() => void>();
  return {
    add(close) {
      const entry = () => close();
      open.add(entry);
      return () => open.delete(entry);
    },
    closeAll() {
      for (const close of [...open]) close();
    },
    get size() {
      return open.size;
    },
  };
}
