/** The real `twilio` client over a real socket, with network faults. */
import { expect } from "expect";
import { createTwilioSmsSender } from "@/lib/adapters/sms/twilio_sms_sender.ts";
import { SmsError } from "@/lib/adapters/sms/sms_error.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Sms, SmsIntent } from "@/lib/ports/mod.ts";
import {
  type TwilioMessagesServer,
  twilioMessagesServer,
} from "@/tests/_support/twilio_messages_server.ts";
import { ACCOUNT } from "@/tests/_support/twilio_video_server.ts";

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

function smsSenderTo(
  twilio: TwilioMessagesServer,
  change: Partial<Parameters<typeof createTwilioSmsSender>[0]> = {},
) {
  return createTwilioSmsSender({
    credentials: ACCOUNT,
    previousApiKey: null,
    acceptedKey: null,
    from: OURS,
    baseUrl: "https://visit.vidal.example",
    catalog: {
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

async function failure(sent: Promise<unknown>): Promise<SmsError> {
  const error = await sent.then(() => null, (error) => error);
  expect(error).toBeInstanceOf(SmsError);
  return error;
}

Deno.test("an SMS is sent once, from our number to one number, without a lookup first", async () => {
  await using twilio = twilioMessagesServer();
  expect(await smsSenderTo(twilio).deliver(anSms(), false)).toBe("sent");
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

Deno.test("an SMS is sent by the messaging service where one is configured", async () => {
  await using twilio = twilioMessagesServer();
  const from = `MG${"0".repeat(32)}`;
  await smsSenderTo(twilio, { from }).deliver(anSms(), false);
  expect(twilio.texts).toEqual([
    expect.objectContaining({ from: null, messaging_service_sid: from }),
  ]);
});

for (const lost of ["taken, answer lost", "taken, no answer"] as const) {
  Deno.test(`${lost}: the next attempt finds the message and sends nothing`, async () => {
    await using twilio = twilioMessagesServer();
    twilio.faults.push(lost);
    const smsSender = smsSenderTo(twilio, { deadlineMs: 100 });
    const error = await failure(smsSender.deliver(anSms(), false));
    expect(error.retryable).toBe(true);
    expect(await smsSenderTo(twilio).deliver(anSms(), true)).toBe("sent");
    expect(twilio.texts.length).toBe(1);
  });
}

Deno.test("not accepted, and the answer is lost too: the next attempt sends it", async () => {
  await using twilio = twilioMessagesServer();
  twilio.faults.push("not taken, answer lost");
  const error = await failure(smsSenderTo(twilio).deliver(anSms(), false));
  expect(error.retryable).toBe(true);
  expect(await smsSenderTo(twilio).deliver(anSms(), true)).toBe("sent");
  expect(twilio.texts.length).toBe(1);
});

Deno.test("where the lookup fails, nothing is sent", async () => {
  await using twilio = twilioMessagesServer();
  twilio.listsNothing = true;
  const error = await failure(smsSenderTo(twilio).deliver(anSms(), true));
  expect(error.retryable).toBe(true);
  expect(twilio.texts).toEqual([]);
});

Deno.test("a different SMS to the same number is not mistaken for this one; this one is found behind a trial account's prefix", async () => {
  await using twilio = twilioMessagesServer();
  twilio.prefix = "Sent from your Twilio trial account - ";
  const smsSender = smsSenderTo(twilio);
  await smsSender.deliver(anSms("a".repeat(43)), false);
  await smsSender.deliver(anSms("b".repeat(43)), true);
  expect(twilio.texts.length).toBe(2);
  await smsSender.deliver(anSms("b".repeat(43)), true);
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
    // The studio can correct this.
    [400, 21606, true],
    [403, 20005, true],
  ] as const
) {
  Deno.test(`Twilio's ${code}: ${retryable ? "later" : "not again"}, and neither number nor secret in the error`, async () => {
    await using twilio = twilioMessagesServer();
    twilio.faults.push({ status, code });
    const error = await failure(smsSenderTo(twilio).deliver(anSms(), false));
    expect(error.retryable).toBe(retryable);
    expect(error.message).toContain(String(code));
    expect(Deno.inspect(error)).not.toContain(PHONE.slice(1));
    expect(error.message).not.toContain("sss");
  });
}

Deno.test("a number that wrote STOP to Twilio is reported as such and is not an error", async () => {
  await using twilio = twilioMessagesServer();
  twilio.stopped.add(PHONE);
  expect(await smsSenderTo(twilio).deliver(anSms(), false)).toBe("stopped");
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
  Deno.test(`${JSON.stringify(to)} is not a number: Twilio is not called`, async () => {
    await using twilio = twilioMessagesServer();
    const sent = smsSenderTo(twilio).deliver(anSms(undefined, to), false);
    expect((await failure(sent)).retryable).toBe(false);
    expect(twilio.requests).toEqual([]);
  });
}

Deno.test("during a rotation the previous key sends, once, what the current one may not", async () => {
  await using twilio = twilioMessagesServer();
  const previous = { sid: `SK${"0".repeat(31)}2`, secret: "before" };
  twilio.keys.clear();
  twilio.keys.set(previous.sid, previous.secret);
  await smsSenderTo(twilio, { previousApiKey: previous }).deliver(
    anSms(),
    false,
  );
  expect(twilio.texts.length).toBe(1);
});
