/** Twilio's STOP and START callbacks: signed, applied once, and for one number only. */
import { expect } from "expect";
import {
  AUTH_TOKEN,
  OUR_NUMBER,
  PHONE,
  type SmsApp,
  withSmsApp,
} from "@/tests/_support/an_sms_app.ts";
import { BASE_URL, withApp } from "@/tests/_support/an_app.ts";
import { type Params, signatureOf } from "./_callbacks.ts";

const PATH = "/api/sms/callbacks/twilio";
let messages = 0;

const aReply = (Body: string, From = PHONE): Params => ({
  AccountSid: "AC00000000000000000000000000000001",
  MessageSid: `SM${(++messages).toString(16).padStart(32, "0")}`,
  From,
  To: OUR_NUMBER,
  Body,
  NumMedia: "0",
});

function reply(
  app: Pick<SmsApp, "ask">,
  params: Params,
  signature: string | null = signatureOf(
    AUTH_TOKEN,
    `${BASE_URL}${PATH}`,
    params,
  ),
) {
  return app.ask(PATH, {
    method: "POST",
    body: new URLSearchParams(params).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(signature === null ? {} : { "x-twilio-signature": signature }),
    },
  });
}

const stopped = (app: SmsApp, phone = PHONE) =>
  app.services.deps.smsOptOuts.isOptedOut(phone);

Deno.test("STOP and its synonyms, in any case: no more SMS, and an empty answer", async () => {
  await withSmsApp(async (app) => {
    const words = [
      "STOP",
      " stop. ",
      "Stopall",
      "UNSUBSCRIBE",
      "cancel",
      "END",
      "quit",
    ];
    for (const word of words) {
      const answer = await reply(app, aReply(word));
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^text\/xml/);
      expect(await answer.text()).toMatch(/<Response\/>$/);
      expect(await stopped(app)).toBe(true);
      expect((await reply(app, aReply("START"))).status).toBe(200);
      expect(await stopped(app)).toBe(false);
    }
  });
});

Deno.test("START, YES and UNSTOP end an opt-out; nothing else does", async () => {
  await withSmsApp(async (app) => {
    await reply(app, aReply("STOP"));
    await reply(app, aReply("STOP", "+15005550006"));
    for (const word of ["START", "yes", "Unstop"]) {
      await reply(app, aReply(word));
      expect(await stopped(app)).toBe(false);
      expect(await stopped(app, "+15005550006")).toBe(true);
      await reply(app, aReply("STOP"));
    }
  });
});

Deno.test("where the messaging service handles keywords in another language, its OptOutType decides", async () => {
  await withSmsApp(async (app) => {
    await reply(app, { ...aReply("ARRÊT"), OptOutType: "STOP" });
    expect(await stopped(app)).toBe(true);
    await reply(app, { ...aReply("Hilfe"), OptOutType: "HELP" });
    expect(await stopped(app)).toBe(true);
  });
});

Deno.test("any other text changes nothing", async () => {
  await withSmsApp(async (app) => {
    const before = await app.dump();
    for (
      const said of [
        "please do not stop",
        "Thank you!",
        "",
        "constructor",
        "STOP STOP",
        "x".repeat(1600),
      ]
    ) expect((await reply(app, aReply(said))).status).toBe(200);
    for (const from of ["", "whatsapp:+4915112345678", "VIDAL", "+1\r\n"]) {
      await reply(app, aReply("STOP", from));
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("forged, unsigned, or signed for another address or number: 403, and nothing is written", async () => {
  await withSmsApp(async (app) => {
    await reply(app, aReply("STOP"));
    const before = await app.dump();
    const start = aReply("START");
    const url = `${BASE_URL}${PATH}`;
    for (
      const signature of [
        null,
        "",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        signatureOf("another token", url, start),
        signatureOf(AUTH_TOKEN, `${url}/`, start),
        signatureOf(AUTH_TOKEN, url, { ...start, From: "+15005550006" }),
        signatureOf(AUTH_TOKEN, url, { ...start, Body: "STOP" }),
        // A room's callback, signed for its own address.
        signatureOf(
          AUTH_TOKEN,
          `${BASE_URL}/api/video/callbacks/twilio`,
          start,
        ),
      ]
    ) {
      const answer = await reply(app, start, signature);
      expect(answer.status).toBe(403);
      await answer.body?.cancel();
    }
    expect(await app.dump()).toBe(before);
    expect(await stopped(app)).toBe(true);
  });
});

Deno.test("a repeated old START does not undo a STOP", async () => {
  await withSmsApp(async (app) => {
    const start = aReply("START");
    await reply(app, start);
    await reply(app, aReply("STOP"));
    const before = await app.dump();
    await Promise.all([1, 2, 3].map(() => reply(app, start)));
    expect(await stopped(app)).toBe(true);
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("neither the number nor the text is kept", async () => {
  await withSmsApp(async (app) => {
    await reply(app, aReply("STOP"));
    expect(await app.values()).not.toContain(PHONE);
    expect(app.logged.join("\n")).not.toContain(PHONE);
  });
});

Deno.test("too much, another type and another method are refused", async () => {
  await withSmsApp(async (app) => {
    expect((await reply(app, aReply("x".repeat(40_000)))).status).toBe(413);
    const json = await app.ask(PATH, { method: "POST", body: { a: 1 } });
    expect(json.status).toBe(415);
    expect((await app.ask(PATH)).status).toBe(405);
  });
});

Deno.test("without a studio number, the address does not exist", async () => {
  await withApp(async (app) => {
    expect((await reply(app, aReply("STOP"))).status).toBe(404);
  });
});
