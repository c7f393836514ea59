/**
 * The outer layer of the signalling: one JSON object per text frame. A client
 * sends `hello`, gets `welcome`, then both send `msg` and heartbeats; `bye`
 * ends it. The SDK ignores everything before `welcome`, including errors.
 */
export type Frame =
  | { type: "hello"; timeout: number; body: unknown }
  | { type: "msg"; body: unknown }
  | { type: "heartbeat" }
  | { type: "bye" };

/** Heartbeat intervals that a client may ask for, in milliseconds. */
const timeouts = { shortest: 1000, usual: 5000, longest: 30_000 };

/** Parses one frame; null when it is not part of this protocol. */
export function readFrame(text: string): Frame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const frame = value as Record<string, unknown>;
  switch (frame["type"]) {
    case "hello":
      if (frame["version"] !== 2) return null;
      return {
        type: "hello",
        timeout: negotiate(frame["timeout"]),
        body: frame["body"],
      };
    case "msg":
      return { type: "msg", body: frame["body"] };
    case "heartbeat":
    case "bye":
      return { type: frame["type"] };
    default:
      return null;
  }
}

function negotiate(asked: unknown): number {
  if (typeof asked !== "number" || !Number.isFinite(asked)) {
    return timeouts.usual;
  }
  return Math.min(
    Math.max(Math.round(asked), timeouts.shortest),
    timeouts.longest,
  );
}

export const frames = {
  welcome: (timeout: number): string =>
    JSON.stringify({ type: "welcome", negotiatedTimeout: timeout }),
  message: (body: unknown): string => JSON.stringify({ type: "msg", body }),
  heartbeat: '{"type":"heartbeat"}',
  bad: (reason: string): string => JSON.stringify({ type: "bad", reason }),
};
