/**
 * Runs requests side by side in a chosen order: each waits before every call of
 * the store until the order lets it go on. The same order gives the same run, so
 * a race is found every time and not once in ten.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { until } from "./patience.ts";
import { aroundCalls } from "./wrapped_kv.ts";

/** One of the requests, and what it does at this moment. */
interface Task {
  /** Calls of the store that wait to be let go, in order. */
  readonly waiting: (() => void)[];
  /** Calls that were let go and have not answered yet. */
  underWay: number;
  /** How many calls were let go. */
  calls: number;
  over: boolean;
}

/** Lets `calls` calls of this request go, or all that it makes. */
export interface Stretch {
  readonly request: number;
  readonly calls: number;
}

export interface Interleaved<T> {
  readonly answers: T[];
  /** How many calls of the store each request made before its answer. */
  readonly calls: number[];
}

/** Macrotasks without a call after which a request counts as waiting for another one. */
const STUCK_AFTER = 200;

export function createInterleaving() {
  const current = new AsyncLocalStorage<Task>();

  /** Calls by nobody's request, or after its answer, go on at once. */
  const turn = async () => {
    const task = current.getStore();
    if (!task || task.over) return () => {};
    await new Promise<void>((go) => task.waiting.push(go));
    task.underWay++;
    return () => void task.underWay--;
  };

  const inTurn = async <R>(call: () => Promise<R>): Promise<R> => {
    const answered = await turn();
    try {
      return await call();
    } finally {
      answered();
    }
  };

  const through = (kv: Deno.Kv) => aroundCalls(kv, inTurn);

  /** Runs the stretches, and then each request to its end, the last one first. */
  const run = async <T>(
    requests: readonly (() => Promise<T>)[],
    stretches: readonly Stretch[],
  ): Promise<Interleaved<T>> => {
    const tasks = requests.map((): Task => ({
      waiting: [],
      underWay: 0,
      calls: 0,
      over: false,
    }));
    const answers = requests.map((request, i) => {
      const task = tasks[i]!;
      return current.run(task, request).finally(() => {
        task.over = true;
        release(task);
      });
    });
    const settled = Promise.allSettled(answers);
    for (const { request, calls } of stretches) {
      await letGo(tasks[request]!, calls);
    }
    await until("the answers of all requests", async () => {
      for (const task of tasks.toReversed()) await letGo(task, Infinity);
      return tasks.every((task) => task.over);
    });
    await settled;
    return {
      answers: await Promise.all(answers),
      calls: tasks.map((task) => task.calls),
    };
  };

  return { through, run };
}

/** What is left when a request has been answered is background work. */
function release(task: Task) {
  for (const go of task.waiting.splice(0)) go();
}

async function letGo(task: Task, calls: number): Promise<void> {
  for (let i = 0; i < calls; i++) {
    if (!await comesToRest(task)) return;
    task.calls++;
    task.waiting.shift()!();
  }
  await comesToRest(task);
}

/**
 * Waits until the request wants to call the store; false if it is over, or
 * waits for something else, for example for another request.
 */
async function comesToRest(task: Task): Promise<boolean> {
  for (let turns = 0; turns < STUCK_AFTER; turns++) {
    await new Promise((done) => setTimeout(done));
    if (task.over) return false;
    if (task.underWay > 0) turns = 0;
    else if (task.waiting.length > 0) return true;
  }
  return false;
}

/**
 * Every order of two or three requests in which the first one is interrupted
 * once, by all the others; with `interruptions: 2`, also every order in which
 * the second one is interrupted too. Races need few interruptions ("A
 * Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", Burckhardt
 * et al., ASPLOS 2010).
 *
 * @param calls how many calls each request makes when it is alone
 */
export function* ordersOf(
  calls: readonly number[],
  { interruptions }: { readonly interruptions: 1 | 2 },
): Generator<readonly Stretch[]> {
  for (let first = 0; first <= calls[0]!; first++) {
    yield [{ request: 0, calls: first }];
    if (interruptions === 1) continue;
    for (let second = 1; second <= calls[1]!; second++) {
      const both = [
        { request: 0, calls: first },
        { request: 1, calls: second },
      ];
      if (calls.length > 2) yield both;
      else yield [...both, { request: 0, calls: Infinity }];
    }
  }
}
