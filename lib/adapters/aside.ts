export interface Aside {
  /** Lets the work go on by itself. It reports its own failures. */
  readonly add: (work: Promise<unknown>) => void;
  /** Once nothing is under way any more. */
  settled(): Promise<void>;
}

/** Work that no answer waits for, and that is finished before a process ends in good order. */
export function createAside(): Aside {
  const underWay = new Set<Promise<unknown>>();
  return {
    add(work) {
      underWay.add(work);
      const over = () => underWay.delete(work);
      work.then(over, over);
    },
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
