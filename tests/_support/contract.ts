/** Checks real answers against the table of lib/wire. */
import { type GenericSchema, safeParse, summarize } from "valibot";
import {
  ENDPOINT_NAMES,
  type EndpointName,
  endpointOf,
  refusalsOf,
} from "@/lib/wire/endpoints.ts";
import { Refused } from "@/lib/wire/refusal.ts";

/** The endpoints and refusals that a test has seen so far. */
export interface Exercised {
  readonly answers: Set<EndpointName>;
  /** As `POST /api/entry/:id link_invalid`. */
  readonly refusals: Set<string>;
}

/** Addresses below /api that are no part of the contract: not JSON, or not for pages. */
export const NOT_IN_TABLE = [
  "/api/*",
  "/api/rooms/signaling",
  "/api/sms/callbacks/twilio",
  "/api/video/callbacks/twilio",
] as const;

/** The endpoint that a request is for; null if it is for none. */
export function endpointFor(req: Request): EndpointName | null {
  const { pathname } = new URL(req.url);
  // An address with a malformed escape is nobody's.
  if (/%(?![\da-f]{2})/i.test(pathname)) return null;
  return ENDPOINT_NAMES.find((name) => {
    const [method, path] = name.split(" ");
    return method === req.method && patternOf(path!).test(pathname);
  }) ?? null;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`);
}

/** Throws if an answer differs from the table. Reads a copy, so the answer stays unread. */
export async function checkContract(
  req: Request,
  response: Response,
  exercised: Exercised,
): Promise<void> {
  const { pathname } = new URL(req.url);
  const name = endpointFor(req);
  const type = response.headers.get("content-type") ?? "";
  const isJson = type.includes("application/json");
  // Pages may speak JSON too; as pages they are no part of the contract.
  if (req.method === "HEAD" || !(isJson || pathname.startsWith("/api/"))) {
    return;
  }
  if (isJson && response.status >= 400) {
    const body = await response.clone().json();
    fits(`${req.method} ${pathname} refused`, Refused, body);
    const { code } = body.error;
    if (name !== null && !refusalsOf(name).includes(code)) {
      throw new Error(`${name} refuses with ${code}, which the table lacks`);
    }
    exercised.refusals.add(`${name} ${code}`);
    return;
  }
  if (name === null || response.status >= 400) return;
  await checkAnswer(name, response, type);
  exercised.answers.add(name);
}

async function checkAnswer(name: EndpointName, res: Response, type: string) {
  const { answer, status, form, events, file } = endpointOf(name);
  if (form && res.status === 303) return;
  if (events && type === "text/event-stream") return;
  if (res.status !== status) {
    throw new Error(`${name} answered ${res.status} instead of ${status}`);
  }
  if (answer !== null) return fits(name, answer, await res.clone().json());
  const known = file ? file.includes(type) : type === "";
  if (!known) throw new Error(`${name} answered ${type}`);
}

/** Throws with what does not fit. Answers are strict: an unknown field does not fit. */
export function fits(what: string, schema: GenericSchema, value: unknown) {
  const parsed = safeParse(schema, value);
  if (!parsed.success) {
    throw new Error(`${what}: not the contract\n${summarize(parsed.issues)}`);
  }
}
