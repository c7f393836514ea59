/** The number and the box on the booking form: shown only where SMS are sent, and never preticked. */
import { expect } from "expect";
import { DAY, iso } from "@/lib/domain/basic/instant.ts";
import { PHONE, withSmsApp } from "@/tests/_support/an_sms_app.ts";
import {
  BRIDAL,
  INES,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { DETAILS, send, WANTED } from "./_booking_form.ts";

const FORM = `/book?${new URLSearchParams({
  service: BRIDAL,
  artist: INES,
  zone: "Europe/Berlin",
  at: iso(WANTED),
})}`;

const form = async (app: TestApp) => await (await app.ask(FORM)).text();

/** The stored number of the only booking. */
async function phones(app: TestApp) {
  const all = await app.services.deps.consultations.all(20);
  return all.map(({ client }) => client.phone);
}

Deno.test("where SMS are sent, the form asks for a number and leaves the box unticked", async () => {
  await withSmsApp(async (app) => {
    const page = await form(app);
    expect(page).toContain('name="phone"');
    const box = /<input[^>]*name="texts"[^>]*>/.exec(page)![0];
    expect(box).toContain('type="checkbox"');
    expect(box).not.toContain("checked");
  });
});

Deno.test("without a studio number the form does not ask, and a scripted number is not kept", async () => {
  await withApp(async (app) => {
    expect(await form(app)).not.toMatch(/name="(?:phone|texts)"|text message/i);
    const fields = { phone: PHONE, texts: "yes" };
    expect((await send(app, { fields })).status).toBe(303);
    expect(await phones(app)).toEqual([null]);
  });
});

Deno.test("ticked, the number is kept as E.164; not ticked, it is not kept at all", async () => {
  await withSmsApp(async (app) => {
    const phone = "0049 (0)151 / 123 456-78";
    await send(app, { fields: { phone, texts: "yes" } });
    const at = iso(WANTED + DAY);
    expect((await send(app, { fields: { phone, at } })).status).toBe(303);
    const later = iso(WANTED + 2 * DAY);
    await send(app, { fields: { phone, at: later, texts: "on" } });
    expect((await phones(app)).sort()).toEqual([PHONE, null, null]);
  });
});

for (
  const phone of [
    "",
    "0151 12345678",
    "+4915112345678, +15005550006",
    "+4915112345678\r\nBcc: x",
    '"><script>alert(1)</script>',
    "+".repeat(5000),
  ]
) {
  Deno.test(`ticked, with ${JSON.stringify(phone.slice(0, 30))}: reported at the field, the input stays, nothing is booked`, async () => {
    await withSmsApp(async (app) => {
      const answer = await send(app, { fields: { phone, texts: "yes" } });
      expect(answer.status).toBe(422);
      const page = await answer.text();
      expect(page).toContain('id="field-phone-error"');
      expect(page).toContain(`value="${DETAILS.name}"`);
      const box = /<input[^>]*name="texts"[^>]*>/.exec(page)![0];
      expect(box).toContain("checked");
      expect(page).not.toContain("<script>alert");
      expect(await phones(app)).toEqual([]);
    });
  });
}

Deno.test("the same number repeatedly, from anywhere: the sixth booking of a day is asked to go without SMS, and can", async () => {
  await withSmsApp(async (app) => {
    const fields = (day: number) => ({
      at: iso(START + (2 + day) * DAY),
      phone: PHONE,
      email: `clara${day}@client.example`,
    });
    for (let day = 0; day < 5; day++) {
      const ticked = { ...fields(day), texts: "yes" };
      expect((await send(app, { fields: ticked })).status).toBe(303);
    }
    const sixth = await send(app, { fields: { ...fields(5), texts: "yes" } });
    expect(sixth.status).toBe(422);
    expect(await sixth.text()).toContain("Book without text messages");
    expect((await send(app, { fields: fields(5) })).status).toBe(303);
  });
});
