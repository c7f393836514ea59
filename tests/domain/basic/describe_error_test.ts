import { expect } from "expect";
import { describeError } from "@/lib/domain/basic/describe_error.ts";

Deno.test("an error is described by its stack", () => {
  const told = describeError(new RangeError("too large"));
  expect(told).toContain("RangeError: too large");
  expect(told).toContain("describe_error_test.ts");
});

Deno.test("the causes of an error follow it in the log, even if one of them is not an Error", () => {
  const told = describeError(
    new Error("the page", {
      cause: new Error("the store", { cause: "the wire" }),
    }),
  );
  expect(told).toMatch(
    /^Error: the page[^]*Caused by: Error: the store[^]*Caused by: the wire$/,
  );
});

Deno.test("a circle of causes ends", () => {
  const error = new Error("itself");
  error.cause = error;
  expect(describeError(error).match(/Caused by/g)).toHaveLength(5);
});

Deno.test("what was thrown and is no error is described by its text, and an object by nothing that it holds", () => {
  expect(describeError("plain")).toBe("plain");
  expect(describeError(null)).toBe("null");
  expect(describeError({ to: "mara@client.example" })).toBe("[object Object]");
});
