import { expect } from "expect";
import { DeadlineExceeded, within } from "@/lib/time/deadline.ts";

const never = () => new Promise<never>(() => {});

Deno.test("work that ends in time answers with its own value or its own error", async () => {
  expect(await within(60_000, Promise.resolve("done"))).toBe("done");
  await expect(within(60_000, Promise.reject(new RangeError("its own"))))
    .rejects.toThrow(RangeError);
});

Deno.test("work that does not end is given up at the deadline", async () => {
  await expect(within(1, never())).rejects.toThrow(DeadlineExceeded);
});

Deno.test("a deadline that has passed already still lets finished work through", async () => {
  expect(await within(-5, Promise.resolve("done"))).toBe("done");
  await expect(within(-5, never())).rejects.toThrow(DeadlineExceeded);
});

Deno.test("an error after the deadline is nobody's unhandled rejection", async () => {
  const work = Promise.withResolvers<never>();
  await expect(within(1, work.promise)).rejects.toThrow(DeadlineExceeded);
  work.reject(new Error("too late"));
  // The runner fails a test that leaves a rejection unhandled.
  await new Promise((done) => setTimeout(done));
});
