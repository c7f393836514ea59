import { expect } from "expect";
import {
  createOpenStreams,
  type OpenStreams,
} from "@/lib/http/stream/open_streams.ts";

const LIMITS = {
  opening: 6,
  perSession: 3,
  perPeer: 5,
  inProcess: 8,
  retryAfterSeconds: 10,
};

/** Opens a stream that leaves the list when it is told to close. */
function opens(
  streams: OpenStreams,
  { session, peer = session }: {
    readonly session: string;
    readonly peer?: string;
  },
) {
  const admitted = streams.admit({ peer, view: session });
  if (!admitted.ok) return admitted.code;
  const stream = { closed: null as string | null, close: () => undo() };
  const undo = admitted.value.open(session)((why) => {
    stream.closed = why;
    undo();
  });
  admitted.value.answered();
  return stream;
}

Deno.test("one stream more than a session may have replaces its oldest, and no other session's", () => {
  const streams = createOpenStreams(LIMITS);
  const other = opens(streams, { session: "other" });
  const own = Array.from({ length: 5 }, () => opens(streams, { session: "a" }));
  expect(own.map((stream) => (stream as { closed: unknown }).closed))
    .toEqual(["replaced", "replaced", null, null, null]);
  expect(other).toMatchObject({ closed: null });
  expect(streams.size).toBe(4);
});

Deno.test("a peer's streams are limited over all its sessions, and one that closes makes room", () => {
  const streams = createOpenStreams(LIMITS);
  const peer = "192.0.2.1";
  const own = [1, 2, 3, 4, 5].map((i) =>
    opens(streams, { session: `${i}`, peer })
  );
  expect(opens(streams, { session: "6", peer })).toBe("rate_limited");
  expect(opens(streams, { session: "6", peer: "192.0.2.2" }))
    .toMatchObject({ closed: null });
  (own[0] as { close(): void }).close();
  expect(opens(streams, { session: "6", peer })).toMatchObject({
    closed: null,
  });
});

Deno.test("a stream that is still being opened counts, and one that was refused does not", () => {
  const streams = createOpenStreams(LIMITS);
  const asked = { peer: "p", view: "v" };
  const places = [1, 2, 3, 4, 5].map(() => streams.admit(asked));
  expect(streams.admit(asked)).toMatchObject({
    code: "rate_limited",
    facts: { retryAfterSeconds: 10 },
  });
  for (const place of places) if (place.ok) place.value.answered();
  expect(streams.admit(asked).ok).toBe(true);
});

Deno.test("only so many streams of one view are opened at a time, from all addresses together", () => {
  const streams = createOpenStreams(LIMITS);
  const admit = (i: number) => streams.admit({ peer: `${i}`, view: "v" });
  const places = [1, 2, 3, 4, 5, 6].map(admit);
  expect(admit(7)).toMatchObject({ code: "rate_limited" });
  expect(streams.admit({ peer: "8", view: "another" }).ok).toBe(true);
  for (const place of places) if (place.ok) place.value.answered();
  expect(admit(9).ok).toBe(true);
});

Deno.test("the process has a limit over all peers", () => {
  const streams = createOpenStreams(LIMITS);
  for (let i = 0; i < 8; i++) opens(streams, { session: `${i}` });
  expect(opens(streams, { session: "9" })).toBe("server_busy");
});

Deno.test("at shutdown every stream is told `bye`, and nothing stays counted", () => {
  const streams = createOpenStreams(LIMITS);
  const own = [1, 2, 3].map(() => opens(streams, { session: "a" }));
  streams.closeAll();
  for (const stream of own) expect(stream).toMatchObject({ closed: "bye" });
  expect(streams.size).toBe(0);
  const again = Array.from(
    { length: 5 },
    (_, i) => streams.admit({ peer: "a", view: `${i}` }),
  );
  expect(again.every((place) => place.ok)).toBe(true);
});
