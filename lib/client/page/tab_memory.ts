export type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** One text that survives a reload, in its tab only. */
export interface TabMemory {
  /** Null if nothing is kept. */
  load(): string | null;
  /** Null forgets it. */
  save(text: string | null): void;
}

/**
 * @param storage private windows of some browsers refuse it, and a full one
 * takes nothing: then nothing is kept
 */
export function tabMemory(
  key: string,
  storage: () => TabStorage = () => sessionStorage,
): TabMemory {
  const attempt = <T>(act: (kept: TabStorage) => T): T | null => {
    try {
      return act(storage());
    } catch {
      return null;
    }
  };
  return {
    load: () => attempt((kept) => kept.getItem(key)),
    save: (text) =>
      void attempt((kept) =>
        text === null ? kept.removeItem(key) : kept.setItem(key, text)
      ),
  };
}
