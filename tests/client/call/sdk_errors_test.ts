import { expect } from "expect";
import { ignoreSdkErrors } from "@/lib/client/call/sdk_errors.ts";

/** True if the error stays silent: nothing in the console and no error event. */
function isQuiet(target: EventTarget, reason: unknown): boolean {
  const event = Object.assign(
    new Event("unhandledrejection", { cancelable: true }),
    { reason },
  );
  return !target.dispatchEvent(event);
}

const twilioError = (code: number) =>
  Object.assign(new Error("TwilioError"), { code });

Deno.test("unhandled SDK errors from cancelling, or from invalid SDP of a peer, are suppressed", () => {
  const target = new EventTarget();
  const stop = ignoreSdkErrors(target);
  expect(isQuiet(target, new Error("Canceled"))).toBe(true);
  expect(isQuiet(target, twilioError(53402))).toBe(true);
  stop();
  expect(isQuiet(target, new Error("Canceled"))).toBe(false);
});

Deno.test("any other uncaught error is still reported", () => {
  const target = new EventTarget();
  ignoreSdkErrors(target);
  for (
    const reason of [
      new TypeError("x is null"),
      twilioError(53118),
      undefined,
      "Canceled",
    ]
  ) {
    expect(isQuiet(target, reason)).toBe(false);
  }
});
