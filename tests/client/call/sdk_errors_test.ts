import { expect } from "expect";
import { quietSdk } from "@/lib/client/sdk_faults.ts";

/** True if nobody hears of it: no error in the console, and none for a test that listens. */
function isQuiet(target: EventTarget, reason: unknown): boolean {
  const event = Object.assign(
    new Event("unhandledrejection", { cancelable: true }),
    { reason },
  );
  return !target.dispatchEvent(event);
}

const twilioError = (code: number) =>
  Object.assign(new Error("TwilioError"), { code });

Deno.test("what the SDK leaves unhandled when it is cancelled, or when a peer sends garbage as its SDP, does not surface", () => {
  const target = new EventTarget();
  const stop = quietSdk(target);
  expect(isQuiet(target, new Error("Canceled"))).toBe(true);
  expect(isQuiet(target, twilioError(53402))).toBe(true);
  stop();
  expect(isQuiet(target, new Error("Canceled"))).toBe(false);
});

Deno.test("any other error that nobody caught stays one", () => {
  const target = new EventTarget();
  quietSdk(target);
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
