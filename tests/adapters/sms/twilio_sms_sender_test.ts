/** The real `twilio` client over a real socket, and what may happen on the way. */
import { expect } from "expect";
import { createTwilioTexter } from "@/lib/adapters/sms/twilio_texter.ts";
import { TextNotSent } from "@/lib/adapters/sms/text_not_sent.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Sms, SmsIntent } from "@/lib/ports.ts";
import {
  type TwilioMessagesServer,
  twilioMessagesServer,
} from "../../_support/twilio_messages_server.ts";
import { ACCOUNT } from "../../_support/twilio_video_server.ts";

const OURS = "+493012345678";
const PHONE = "+4915112345678";

function anSms(secret = "s".repeat(43), to = PHONE): SmsIntent {
  const sms: Sms = {
    kind: "confirmed",
    to,
    secret,
    consultation: {
      id: "abcdefghijklmnopqrstuvwxyz" as ConsultationId,
      version: 1,
      artistName: "Inès Vidal",
      zone: "Europe/Berlin",
      startsAt: Date.parse("2026-11-22T16:15:00Z"),
    },
  };
  return { id: "01", sms };
}

function texterTo(
  twilio: TwilioMessagesServer,
  change: Partial<Parameters<typeof createTwilioTexter>[0]> = {},
) {
  return createTwilioTexter({
    credentials: ACCOUNT,
    previousApiKey: null,
    acceptedKey: null,
    from: OURS,
    baseUrl: "https://visit.vidal.example",
    directory: {
      studio: () =>
        Promise.resolve({
          name: "Atelier Rosewood",
          zone: "Europe/Berlin",
          contactEmail: "hello@studio.example",
          clientChangesUntilHours: 24,
        }),
    },
    log: () => {},
    httpClient: twilio.httpClient,
    deadlineMs: 2000,
    ...change,
  });
}

async function failure(sent: Promise<unknown>): Promise<TextNotSent> {
  const error = await sent.then(() => null, (error) => error);
  expect(error).toBeInstanceOf(TextNotSent);
  return error;
}

Deno.test("a text goes to one number from ours, once, without looking first", async () => {
  await using twilio = twilioMessagesServer();
  expect(await texterTo(twilio).deliver(anSms(), false)).toBe("sent");
  expect(twilio.texts).toEqual([
    expect.objectContaining({
      to: PHONE,
      from: OURS,
      messaging_service_sid: null,
      body: expect.stringContaining("Atelier Rosewood"),
    }),
  ]);
  expect(twilio.requests.length).toBe(1);
});

Deno.test("a messaging service sends it where one is named", async () => {
  await using twilio = twilioMessagesServer();
  const from = `MG${"0".repeat(32)}`;
  await texterTo(twilio, { from }).deliver(anSms(), false);
  expect(twilio.texts).toEqual([
    expect.objectContaining({ from: null, messaging_service_sid: from }),
  ]);
});

for (const lost of ["taken, answer lost", "taken, no answer"] as const) {
  Deno.test(`${lost}: the next attempt finds it, and sends nothing`, async () => {
    await using twilio = twilioMessagesServer();
    twilio.faults.push(lost);
    const texter = texterTo(twilio, { deadlineMs: 100 });
    const error = await failure(texter.deliver(anSms(), false));
    expect(error.retryable).toBe(true);
    expect(await texterTo(twilio).deliver(anSms(), true)).toBe("sent");
    expect(twilio.texts.length).toBe(1);
  });
}

Deno.test("not taken, and the answer lost as well: the next attempt sends it", async () => {
  await using twilio = twilioMessagesServer();
  twilio.faults.push("not taken, answer lost");
  const error = await failure(texterTo(twilio).deliver(anSms(), false));
  expect(error.retryable).toBe(true);
  expect(await texterTo(twilio).deliver(anSms(), true)).toBe("sent");
  expect(twilio.texts.length).toBe(1);
});

Deno.test("where it cannot be looked up whether it was sent, nothing is sent", async () => {
  await using twilio = twilioMessagesServer();
  twilio.listsNothing = true;
  const error = await failure(texterTo(twilio).deliver(anSms(), true));
  expect(error.retryable).toBe(true);
  expect(twilio.texts).toEqual([]);
});

Deno.test("another text to the same number is not taken for this one; this one is, behind a trial account's words", async () => {
  await using twilio = twilioMessagesServer();
  twilio.prefix = "Sent from your Twilio trial account - ";
  const texter = texterTo(twilio);
  await texter.deliver(anSms("a".repeat(43)), false);
  await texter.deliver(anSms("b".repeat(43)), true);
  expect(twilio.texts.length).toBe(2);
  await texter.deliver(anSms("b".repeat(43)), true);
  expect(twilio.texts.length).toBe(2);
});

for (
  const [status, code, retryable] of [
    [400, 21211, false],
    [400, 21614, false],
    [400, 21408, false],
    [429, 20429, true],
    [500, 20500, true],
    [503, 20503, true],
    // Put right by the studio.
    [400, 21606, true],
    [403, 20005, true],
  ] as const
) {
  Deno.test(`Twilio's ${code}: ${retryable ? "later" : "not again"}, and neither number nor secret in the error`, async () => {
    await using twilio = twilioMessagesServer();
    twilio.faults.push({ status, code });
    const error = await failure(texterTo(twilio).deliver(anSms(), false));
    expect(error.retryable).toBe(retryable);
    expect(error.message).toContain(String(code));
    expect(Deno.inspect(error)).not.toContain(PHONE.slice(1));
    expect(error.message).not.toContain("sss");
  });
}

Deno.test("whoever has written STOP to Twilio: no error, and said so", async () => {
  await using twilio = twilioMessagesServer();
  twilio.stopped.add(PHONE);
  expect(await texterTo(twilio).deliver(anSms(), false)).toBe("stopped");
});

for (
  const to of [
    "+4915112345678,+15005550006",
    "+4915112345678\r\nBody=x",
    "whatsapp:+4915112345678",
    "PREMIUM",
    "",
  ]
) {
  Deno.test(`${JSON.stringify(to)} is no number: Twilio is not even asked`, async () => {
    await using twilio = twilioMessagesServer();
    const sent = texterTo(twilio).deliver(anSms(undefined, to), false);
    expect((await failure(sent)).retryable).toBe(false);
    expect(twilio.requests).toEqual([]);
  });
}

Deno.test("during a rotation the previous key sends what the present one may not, once", async () => {
  await using twilio = twilioMessagesServer();
  const previous = { sid: `SK${"0".repeat(31)}2`, secret: "before" };
  twilio.keys.clear();
  twilio.keys.set(previous.sid, previous.secret);
  await texterTo(twilio, { previousApiKey: previous }).deliver(anSms(), false);
  expect(twilio.texts.length).toBe(1);
});
