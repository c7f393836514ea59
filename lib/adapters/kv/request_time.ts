import { AsyncLocalStorage } from "node:async_hooks";

/**
 * How long one request has waited for the store so far. Reads at one moment
 * count once. The time for a body that a slow phone uploads does not count.
 */
class RequestTime {
  /** A call has failed: what follows only tells the person so. */
  failed = false;
  #waited = 0;
  #waiting = 0;
  #since = 0;
  over = false;

  /** Milliseconds. */
  get waited(): number {
    const now = this.#waiting > 0 ? performance.now() - this.#since : 0;
    return this.#waited + now;
  }

  /** A call begins; returns what to call once it has ended. */
  begin(): () => void {
    if (this.#waiting++ === 0) this.#since = performance.now();
    return () => {
      if (--this.#waiting > 0) return;
      this.#waited += performance.now() - this.#since;
    };
  }
}

const requests = new AsyncLocalStorage<RequestTime | null>();

/** All calls to the store until the work has its answer share one deadline. */
export function sharingTime<T>(work: () => T): T {
  const time = new RequestTime();
  const end = () => void (time.over = true);
  const answer = requests.run(time, work);
  // What the answer leaves behind (a stream, a socket) has a deadline per call.
  if (answer instanceof Promise) answer.then(end, end);
  else end();
  return answer;
}

/** For work that the answer does not wait for. */
export function apartFromRequest<T>(work: () => T): T {
  return requests.run(null, work);
}

/** Null outside of a request. */
export function requestTime(): RequestTime | null {
  const time = requests.getStore();
  return time && !time.over ? time : null;
}
