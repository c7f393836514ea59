/** Compares requests that run side by side, in many orders, with the same ones in turn. */
import { expect } from "expect";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";
import {
  createInterleaving,
  ordersOf,
  type Stretch,
} from "@/tests/_support/interleaving.ts";

/** Requests that are sent at one moment. */
export interface Race {
  /** Each returns its answer in a few words: "ok", or the refusal's code. */
  readonly requests: readonly (() => Promise<string>)[];
  /** What the store and the mails say afterwards, without secrets and ids. */
  readonly outcome: () => Promise<unknown>;
}

export interface Scenario {
  readonly name: string;
  readonly prepare: (app: TestApp) => Promise<Race>;
  /** A request and its repeats: all get the first one's answer, in every order. */
  readonly repeats?: true;
  readonly env?: Record<string, string>;
}

/** `deno task races` tries every order with up to two interruptions, which takes many minutes. */
const EVERY_ORDER = Deno.env.get("RACES") === "every order";
const INTERRUPTIONS = EVERY_ORDER ? 2 : 1;
/** Otherwise a scenario is tried in this many, spread over all with one interruption. */
const SOME_ORDERS = 8;

interface Result {
  readonly answers: readonly string[];
  readonly outcome: unknown;
}

/**
 * Runs the scenario in every order, each time from the start, and expects what
 * some order of whole requests gives: as if they had come in turn.
 */
export async function explore(scenario: Scenario): Promise<void> {
  const { repeats = false } = scenario;
  const allowed = new Set<string>();
  let calls: readonly number[] = [];
  for (const order of ["forwards", "backwards"] as const) {
    const { result, made } = await inTurn(scenario, order);
    allowed.add(JSON.stringify(result));
    calls = order === "forwards" ? made : calls;
    if (!repeats) continue;
    const [answer] = result.answers;
    expect(new Set(result.answers)).toEqual(new Set([answer]));
    expect(answer).toMatch(/^(ok|303 (?!.*refused))/);
    break;
  }
  const orders = [...ordersOf(calls, { interruptions: INTERRUPTIONS })];
  for (const order of EVERY_ORDER ? orders : spread(orders, SOME_ORDERS)) {
    const result = await interleaved(scenario, order);
    if (allowed.has(JSON.stringify(result))) continue;
    throw new Error(
      `${scenario.name}: in the order ${JSON.stringify(order)} the result is
${JSON.stringify(result)}
and in turn it is
${[...allowed].join("\nor\n")}`,
    );
  }
}

/** This many, at equal distances, the first and the last among them. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  const step = (all.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => all[Math.round(i * step)]!);
}

/** One request after the other; `made` counts the calls of the store. */
async function inTurn(
  scenario: Scenario,
  order: "forwards" | "backwards",
): Promise<{ readonly result: Result; readonly made: readonly number[] }> {
  const found = await inApp(scenario, async ({ requests }, run) => {
    const indexes = requests.map((_, i) => i);
    const { answers, calls } = await run(
      requests,
      (order === "forwards" ? indexes : indexes.toReversed())
        .map((request) => ({ request, calls: Infinity })),
    );
    return { answers, made: calls };
  });
  const { made, ...result } = found;
  return { result, made };
}

async function interleaved(
  scenario: Scenario,
  order: readonly Stretch[],
): Promise<Result> {
  return await inApp(scenario, async ({ requests }, run) => {
    const { answers } = await run(requests, order);
    return { answers };
  });
}

type Run = ReturnType<typeof createInterleaving>["run"];

async function inApp<T extends { readonly answers: readonly string[] }>(
  { prepare, env = {} }: Scenario,
  race: (race: Race, run: Run) => Promise<T>,
): Promise<T & { readonly outcome: unknown }> {
  const { through, run } = createInterleaving();
  let found: (T & { readonly outcome: unknown }) | null = null;
  await withApp(
    async (app) => {
      const prepared = await prepare(app);
      const raced = await race(prepared, run);
      await app.services.settled();
      found = { ...raced, outcome: await prepared.outcome() };
    },
    env,
    { throughStore: through, asSeveralProcesses: true },
  );
  return found!;
}
