import type { Socket } from "./connection.ts";
import type { RoomsLimits } from "./limits.ts";
import { readFrame } from "./tcmp.ts";

/** Where the frames of a socket go: a connection here, or one in another process. */
export interface End {
  receive(data: unknown): void;
  /** The socket is gone. */
  gone(): void;
}

/** A client that is told nothing sends little; whoever sends more is not the SDK. */
const WAITING_MOST = 8;

/**
 * A socket whose end is not known yet. The first frame tells: its token names the room, and the
 * room has an owner. Until that is found, frames wait in order.
 */
export class Line {
  #end: End | null = null;
  #waiting: unknown[] = [];
  #asked = false;
  #gone = false;

  /** @param openedAt milliseconds of a steady clock */
  constructor(
    private readonly socket: Socket,
    private readonly limits: RoomsLimits,
    private readonly openedAt: number,
    private readonly choose: (token: unknown) => Promise<End>,
  ) {}

  receive(data: unknown): void {
    if (this.#end) return this.#end.receive(data);
    const long = typeof data === "string" &&
      data.length > this.limits.messageLength;
    if (long || this.#waiting.length >= WAITING_MOST) {
      return this.socket.close(1009, "");
    }
    this.#waiting.push(data);
    if (this.#asked) return;
    this.#asked = true;
    this.choose(tokenOf(data)).then(
      (end) => this.#settle(end),
      () => this.socket.close(1011, ""),
    );
  }

  /** Closes a socket that has not greeted in time. */
  check(now: number): void {
    const late = now - this.openedAt > this.limits.helloWithin;
    if (!this.#end && late) this.socket.close(1002, "no hello");
  }

  gone(): void {
    this.#gone = true;
    this.#end?.gone();
  }

  #settle(end: End): void {
    this.#end = end;
    for (const data of this.#waiting.splice(0)) end.receive(data);
    if (this.#gone) end.gone();
  }
}

/** The token in a greeting; undefined when there is none. */
function tokenOf(data: unknown): unknown {
  const frame = typeof data === "string" ? readFrame(data) : null;
  if (frame?.type !== "hello") return undefined;
  return (frame.body as { token?: unknown } | null | undefined)?.token;
}
