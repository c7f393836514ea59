import { requestTime } from "./request_time.ts";

/** Work on the same record, one after the other in the order of asking. */
export class Turns {
  /** The end of the last work of each record; it never rejects. */
  readonly #last = new Map<string, Promise<void>>();

  take<R>(key: Deno.KvKey, work: () => Promise<R>): Promise<R> {
    const name = JSON.stringify(key);
    const before = this.#last.get(name);
    const ended = before && requestTime()?.begin();
    const mine = before === undefined ? work() : before.then(() => {
      ended?.();
      return work();
    });
    const end = () => {
      if (this.#last.get(name) === over) this.#last.delete(name);
    };
    const over = mine.then(end, end);
    this.#last.set(name, over);
    return mine;
  }
}
