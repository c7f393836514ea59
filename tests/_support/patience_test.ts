import { expect } from "expect";
import { readSlowness, until } from "./patience.ts";

Deno.test("limits never shrink below a quiet machine's, and a measured slowness stretches them", () => {
  const read = [undefined, "", "0.4", "3.5", "1000", "fast"].map(readSlowness);
  expect(read).toEqual([1, 1, 1, 3.5, 5, 1]);
});

Deno.test("a condition is tried until it holds, errors included, and its value is returned", async () => {
  let tries = 0;
  const value = await until("three tries", () => {
    if (++tries === 1) throw new Error("not yet");
    return tries === 3 && "here";
  }, { everyMs: 0 });
  expect([value, tries]).toEqual(["here", 3]);
});

Deno.test("a wait in vain says for what, and why the last try failed", async () => {
  const failed = until("the mail", () => {
    throw new Error("the mailbox is empty");
  }, { everyMs: 0, withinMs: 1 });
  const error = await failed.catch((error) => error as Error);
  expect(error).toMatchObject({
    message: "Waited in vain for the mail",
    cause: { message: "the mailbox is empty" },
  });
});
