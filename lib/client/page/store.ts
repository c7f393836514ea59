/** A value that changes over time. */
export interface Readable<T> {
  readonly value: T;
  /** Called with each new value. Returns the undo. */
  subscribe(then: (value: T) => void): () => void;
}

export interface Store<T> extends Readable<T> {
  set(value: T): void;
}

/** For modules without a framework; islands use signals. */
export function createStore<T>(first: T): Store<T> {
  let value = first;
  const readers = new Set<(value: T) => void>();
  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      for (const read of [...readers]) read(next);
    },
    subscribe(then) {
      // The same function may subscribe twice; each subscription has its own
      // undo.
      const read = (value: T) => then(value);
      readers.add(read);
      return () => void readers.delete(read);
    },
  };
}
