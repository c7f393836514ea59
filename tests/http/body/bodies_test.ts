import { expect } from "expect";
import { Bodies } from "@/lib/http/body/bodies.ts";
import type { BodyLimits } from "@/lib/http/body/body_limits.ts";
import { multipartBody } from "@/lib/http/body/multipart_body.ts";
import { readBytes, readLimited } from "@/lib/http/body/read_limited.ts";
import { until } from "@/tests/_support/patience.ts";
import { formText, inChunks, post, streamed } from "./_bodies.ts";

const KB = 1024;

/** A body whose chunks the test sends one by one. */
function controlled() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({
    start: (given) => void (controller = given),
  });
  return {
    request: post(stream, "application/octet-stream"),
    send: (bytes: number) => controller.enqueue(new Uint8Array(bytes)),
    end: () => controller.close(),
  };
}

function withLimits(limits: Partial<BodyLimits> = {}) {
  const clock = { now: 0 };
  const bodies = new Bodies(
    { inFlight: 1024 * KB, checkMs: 1, ...limits },
    () => clock.now,
  );
  return { bodies, clock };
}

const codeOf = (outcome: { ok: boolean; code?: string }) =>
  outcome.ok ? "ok" : outcome.code;

Deno.test("bodies share one budget: when it is used up, the one that arrives longest is cut off, and a new one is read", async () => {
  const { bodies } = withLimits();
  const senders = ["a", "b", "c"].map((peer) => {
    const body = controlled();
    const over = bodies.admit(body.request, peer);
    return { ...body, over, read: readBytes(body.request, 8000 * KB) };
  });
  const [first, second, third] = senders as [
    typeof senders[0],
    typeof senders[0],
    typeof senders[0],
  ];
  first.send(400 * KB);
  await until("the first is read", () => bodies.free < 700 * KB);
  second.send(400 * KB);
  await until("the second is read", () => bodies.free < 300 * KB);
  third.send(400 * KB);
  expect(codeOf(await first.read)).toBe("server_busy");
  for (const one of [second, third]) {
    one.end();
    expect(codeOf(await one.read)).toBe("ok");
  }
  for (const { over } of senders) over();
  expect(bodies.free).toBe(1024 * KB);
});

Deno.test("64 forms of 8 MB at once never hold more than the budget, and some of them succeed", async () => {
  const limits = { inFlight: 64 * 1024 * KB };
  const bodies = new Bodies(limits);
  const chunk = new Uint8Array(64 * KB);
  let least = Infinity;
  const codes = await Promise.all(
    Array.from({ length: 64 }, async (_, i) => {
      let left = 128;
      const { stream } = streamed(() => {
        least = Math.min(least, bodies.free);
        return left-- > 0 ? chunk : null;
      });
      const request = post(stream, "application/octet-stream");
      const over = bodies.admit(request, `peer ${i}`);
      try {
        return codeOf(await readBytes(request, 8 * 1024 * KB));
      } finally {
        over();
      }
    }),
  );
  expect(least).toBeGreaterThanOrEqual(0);
  expect(new Set(codes)).toEqual(new Set(["ok", "server_busy"]));
  expect(codes.filter((code) => code === "ok").length).toBeGreaterThan(3);
  expect(bodies.free).toBe(limits.inFlight);
});

Deno.test("a form without memory keeps the fields that it has sent", async () => {
  const { bodies } = withLimits({ inFlight: 80 * KB });
  const text = formText([
    { name: "name", value: "Clara" },
    { name: "pictures", file: "a.jpg", value: "x".repeat(300 * KB) },
  ]);
  const request = post(text);
  const over = bodies.admit(request, "a");
  const form = await multipartBody(request, 8000 * KB);
  if (!form.ok) throw new Error(form.code);
  expect([...form.value.fields]).toEqual([["name", "Clara"]]);
  expect(form.value.cut).toBe("busy");
  over();
  expect(bodies.free).toBe(80 * KB);
});

Deno.test("one heavy body of a peer at a time: the next waits for the answer to the first, another peer does not", async () => {
  const { bodies } = withLimits();
  const [first, second, other] = [controlled(), controlled(), controlled()];
  const over = bodies.admit(first.request, "a");
  bodies.admit(second.request, "a");
  bodies.admit(other.request, "b");
  for (const { send, end } of [first, second, other]) {
    send(KB);
    end();
  }
  const done: string[] = [];
  const reading = [first, second, other].map(async ({ request }, i) => {
    await readBytes(request, 500 * KB);
    done.push(["first", "second", "other"][i]!);
  });
  await until("two are read", () => done.length === 2);
  expect(done.toSorted()).toEqual(["first", "other"]);
  over();
  await Promise.all(reading);
  expect(done.at(-1)).toBe("second");
});

Deno.test("a peer's queue has an end, and nobody waits in it without a limit", async () => {
  const { bodies } = withLimits({ waiting: 1, waitMs: 1 });
  const requests = [controlled(), controlled(), controlled()];
  for (const { request, end } of requests) {
    bodies.admit(request, "a");
    end();
  }
  const [first, second, third] = requests.map(({ request }) =>
    readBytes(request, 500 * KB)
  );
  expect(codeOf(await first!)).toBe("ok");
  const refused = await third!;
  expect(codeOf(refused)).toBe("rate_limited");
  if (!refused.ok) expect(refused.facts.retryAfterSeconds).toBeGreaterThan(0);
  expect(codeOf(await second!)).toBe("rate_limited");
});

Deno.test("a body that trickles is cut off, and one at a phone's speed is not", async () => {
  const { bodies, clock } = withLimits({ graceMs: 1000, slowest: KB });
  const slow = controlled();
  const steady = controlled();
  bodies.admit(slow.request, "a");
  bodies.admit(steady.request, "b");
  const trickle = readLimited(slow.request, 16 * KB);
  const flow = readBytes(steady.request, 500 * KB);
  const free = bodies.free;
  slow.send(1);
  steady.send(100 * KB);
  await until("both have begun", () => bodies.free < free - 60 * KB);
  clock.now = 60_000;
  expect(codeOf(await trickle)).toBe("body_too_slow");
  steady.end();
  expect(codeOf(await flow)).toBe("ok");
});

Deno.test("a million chunks of one byte take no more memory than their bytes", async () => {
  const { bodies } = withLimits();
  const request = post(
    inChunks("x".repeat(50_000), 1).stream,
    "application/octet-stream",
  );
  const before = bodies.free;
  bodies.admit(request, "a");
  const read = await readBytes(request, 100 * KB);
  if (!read.ok) throw new Error(read.code);
  expect(read.value.bytes.length).toBe(50_000);
  // One block of 2 KiB, and one of 64.
  expect(before - bodies.free).toBe(66 * KB);
});
