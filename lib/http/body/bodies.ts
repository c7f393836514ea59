import { refuse } from "@/lib/http/refusal.ts";
import { BodyRefused } from "./body_refused.ts";
import { BODY_LIMITS, type BodyLimits } from "./body_limits.ts";
import { Turns } from "./turns.ts";

/** The body of one request under way, and the memory that it holds. */
export interface Body {
  /**
   * Accounts for bytes before they are kept.
   *
   * @throws BodyRefused when the memory for bodies is used up
   */
  reserve(bytes: number): void;
  /**
   * Waits for the turn of this peer's heavy body.
   *
   * @throws BodyRefused when too many wait
   */
  turn(): Promise<void>;
  /** Notes that the sender broke off. */
  abort(): void;
  /**
   * Calls `cut` when the body must stop arriving: it is too slow, or its memory
   * is needed. Returns the undo.
   */
  arriving(cut: (reason: BodyRefused) => void): () => void;
}

const ADMITTED = new WeakMap<Request, Body>();

/** A request's body; for a request that nobody admitted, one with all memory to itself. */
export function bodyOf(req: Request): Body {
  const known = ADMITTED.get(req);
  if (known) return known;
  new Bodies().admit(req, "nobody");
  return ADMITTED.get(req)!;
}

/**
 * The bodies of all requests of this process. They share one budget of memory.
 * When it is used up, the body that has been arriving longest is cut off: a
 * sender who only holds memory loses it to one who sends.
 */
export class Bodies {
  readonly #limits: BodyLimits;
  readonly #now: () => number;
  readonly #turns: Turns;
  /** Oldest first. */
  readonly #arriving = new Set<OneBody>();
  #free: number;

  constructor(
    limits: Partial<BodyLimits> = {},
    now: () => number = () => performance.now(),
  ) {
    this.#limits = { ...BODY_LIMITS, ...limits };
    this.#now = now;
    this.#turns = new Turns(this.#limits);
    this.#free = this.#limits.inFlight;
  }

  /** Bytes that are not in use. */
  get free(): number {
    return this.#free;
  }

  /** Call the undo when the request is answered; it says whether the sender broke off. */
  admit(req: Request, peer: string): () => { readonly aborted: boolean } {
    const body: OneBody = new OneBody({
      limits: this.#limits,
      now: this.#now,
      take: (bytes) => this.#take(body, bytes),
      give: (bytes) => this.#free += bytes,
      enter: () => this.#turns.enter(peer),
      list: (arrives) => {
        if (arrives) this.#arriving.add(body);
        else this.#arriving.delete(body);
      },
    });
    ADMITTED.set(req, body);
    return () => body.close();
  }

  #take(taker: OneBody, bytes: number): boolean {
    for (const body of this.#arriving) {
      // The taker itself has been arriving longest.
      if (this.#free >= bytes || body === taker) break;
      if (body.held >= bytes) body.cut(OUT_OF_MEMORY);
    }
    if (this.#free < bytes) return false;
    this.#free -= bytes;
    return true;
  }
}

const OUT_OF_MEMORY = new BodyRefused(
  refuse("server_busy", { retryAfterSeconds: 5 }),
);
const TOO_SLOW = new BodyRefused(refuse("body_too_slow"));

interface Parts {
  readonly limits: BodyLimits;
  readonly now: () => number;
  take(bytes: number): boolean;
  give(bytes: number): void;
  enter(): Promise<(() => void) | null>;
  /** Adds it to the bodies that arrive, or removes it. */
  list(arrives: boolean): void;
}

class OneBody implements Body {
  readonly #parts: Parts;
  #held = 0;
  #cut: ((reason: BodyRefused) => void) | null = null;
  #leave: (() => void) | null = null;
  #closed = false;
  #aborted = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get held(): number {
    return this.#held;
  }

  reserve(bytes: number): void {
    if (!this.#parts.take(bytes)) {
      // Its bytes are free for the next one that asks in this turn of the
      // event loop: otherwise all would be refused at once.
      this.cut(OUT_OF_MEMORY);
      throw OUT_OF_MEMORY;
    }
    this.#held += bytes;
  }

  async turn(): Promise<void> {
    if (this.#leave !== null) return;
    const leave = await this.#parts.enter();
    if (leave === null) {
      throw new BodyRefused(refuse("rate_limited", { retryAfterSeconds: 10 }));
    }
    // The request may have been answered while it waited.
    if (this.#closed) leave();
    else this.#leave = leave;
  }

  arriving(cut: (reason: BodyRefused) => void): () => void {
    const { limits, list, now } = this.#parts;
    const started = now();
    this.#cut = cut;
    list(true);
    const timer = setInterval(() => {
      const due = limits.graceMs + this.#held / limits.slowest * 1000;
      if (now() - started > due) this.cut(TOO_SLOW);
    }, limits.checkMs);
    return () => {
      clearInterval(timer);
      this.#cut = null;
      list(false);
    };
  }

  /** Its memory counts as free at once, since nothing keeps its bytes any more. */
  cut(reason: BodyRefused): void {
    this.#cut?.(reason);
    this.#parts.list(false);
    this.#giveBack();
  }

  abort(): void {
    this.#aborted = true;
  }

  close(): { readonly aborted: boolean } {
    this.#closed = true;
    this.#leave?.();
    this.#leave = null;
    this.#giveBack();
    return { aborted: this.#aborted };
  }

  #giveBack() {
    this.#parts.give(this.#held);
    this.#held = 0;
  }
}
