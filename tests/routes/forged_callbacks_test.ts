/** Callbacks that are not from the video service are refused, and nothing is written. */
import { expect } from "expect";
import { BASE_URL, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { codeOf, live } from "./_requests.ts";
import {
  aCallback,
  deliver,
  type Params,
  PATH,
  person,
  signatureOf,
} from "./_callbacks.ts";

type Forgery = (
  params: Params,
  app: TestApp,
) => Parameters<typeof deliver>[2];

const resigned = (
  change: (params: Record<string, string>) => void,
): Forgery =>
(params, app) => {
  const sent = { ...params };
  change(sent);
  const url = `${BASE_URL}${PATH}`;
  const signature = signatureOf(app.services.callbackAuthToken, url, sent);
  return { sent, signature };
};

const altered = (more: Params): Forgery => (params) => ({
  sent: { ...params, ...more },
});

const FORGERIES: readonly [
  name: string,
  forgery: Forgery,
  status: number,
  code: string,
][] = [
  ["unsigned", () => ({ signature: null }), 403, "signature_invalid"],
  [
    "with an empty signature",
    () => ({ signature: "" }),
    403,
    "signature_invalid",
  ],
  [
    "with a made-up signature",
    () => ({ signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }),
    403,
    "signature_invalid",
  ],
  [
    "signed with another token",
    (params) => ({
      signature: signatureOf("0".repeat(64), `${BASE_URL}${PATH}`, params),
    }),
    403,
    "signature_invalid",
  ],
  [
    "signed for another address",
    (params, app) => ({
      signature: signatureOf(
        app.services.callbackAuthToken,
        `https://evil.example${PATH}`,
        params,
      ),
    }),
    403,
    "signature_invalid",
  ],
  [
    "whose event was altered",
    altered({ StatusCallbackEvent: "room-ended" }),
    403,
    "signature_invalid",
  ],
  [
    "whose person was altered",
    altered({ ParticipantIdentity: "someone:else" }),
    403,
    "signature_invalid",
  ],
  ["with a field more", altered({ Extra: "1" }), 403, "signature_invalid"],
  [
    "replayed under another number",
    altered({ SequenceNumber: "4711" }),
    403,
    "signature_invalid",
  ],
  [
    "larger than any callback is",
    resigned((sent) => sent["Padding"] = "x".repeat(40_000)),
    413,
    "body_too_large",
  ],
  [
    "as JSON",
    (params) => ({ sent: JSON.stringify(params), type: "application/json" }),
    415,
    "unsupported_media_type",
  ],
  [
    "cut off in the middle",
    (params) => {
      const whole = new URLSearchParams(params).toString();
      return { sent: whole.slice(0, whole.length / 2) };
    },
    403,
    "signature_invalid",
  ],
  ["without a body", () => ({ sent: "" }), 403, "signature_invalid"],
  ["as text", () => ({ type: "text/plain" }), 415, "unsupported_media_type"],
  [
    "signed, without a number",
    resigned((sent) => delete sent["SequenceNumber"]),
    400,
    "bad_request",
  ],
  [
    "signed, with a number that is none",
    resigned((sent) => sent["SequenceNumber"] = "-1"),
    400,
    "bad_request",
  ],
  [
    "signed, without a room",
    resigned((sent) => delete sent["RoomSid"]),
    400,
    "bad_request",
  ],
  [
    "signed, without a time",
    resigned((sent) => sent["Timestamp"] = "yesterday"),
    400,
    "bad_request",
  ],
  [
    "signed, about nobody",
    resigned((sent) => delete sent["ParticipantSid"]),
    400,
    "bad_request",
  ],
  ["by PUT", () => ({ method: "PUT" }), 405, "method_not_allowed"],
];

for (const [name, forgery, status, code] of FORGERIES) {
  Deno.test(`a callback ${name}: ${code}, nothing is written, and the log says no more than that`, async () => {
    await withApp(async (app) => {
      const id = await live(app);
      const who = person(id, "client", "PA1");
      const params = await aCallback(app, id, "participant-connected", who);
      const before = await app.settled();
      const logged: unknown[] = [];
      app.replace({ log: (event, fields) => logged.push([event, fields]) });
      const response = await deliver(app, params, forgery(params, app));
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
      expect(await app.settled()).toBe(before);
      const line = {
        requestId: expect.any(String),
        route: PATH,
        method: "POST",
        status,
        code,
      };
      // Another method is not even read.
      expect(logged)
        .toEqual(status === 405 ? [] : [["callback_refused", line]]);
    });
  });
}
