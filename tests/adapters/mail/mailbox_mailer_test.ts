import { expect } from "expect";
import { createMailbox } from "@/lib/adapters/kv/messages/mailbox.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createMailboxMailer } from "@/lib/adapters/mail/mailbox_mailer.ts";
import { renderMail } from "@/lib/adapters/mail/render_mail.tsx";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { withKv } from "@/tests/_support/with_kv.ts";
import { mails, OPTIONS } from "./_mails.ts";

Deno.test("a mail that is sent twice is in the mailbox once, in its first version", () =>
  withKv(async (kv) => {
    const mailbox = createMailbox(new Store(kv), new FakeClock());
    const mailer = createMailboxMailer(mailbox);
    const mail = renderMail(mails().confirmed, OPTIONS);
    await mailer.send(mail);
    await mailer.send({ ...mail, subject: "Something else" });
    expect((await mailbox.list()).map(({ subject }) => subject)).toEqual([
      mail.subject,
    ]);
  }));

Deno.test("the mailbox keeps a photo's name and none of its bytes", () =>
  withKv(async (kv) => {
    const mailbox = createMailbox(new Store(kv), new FakeClock());
    const file = {
      filename: "photo-1.jpg",
      contentType: "image/jpeg",
      content: new Uint8Array(100_000),
    };
    const mail = renderMail(mails().look_sheet, {
      ...OPTIONS,
      photos: { files: [file], more: 0 },
    });
    await createMailboxMailer(mailbox).send(mail);
    expect((await mailbox.get(mail.id))?.attachments)
      .toEqual([{ ...file, content: "" }]);
  }));

Deno.test("the longest possible mail can be stored", () =>
  withKv(async (kv) => {
    const mailbox = createMailbox(new Store(kv), new FakeClock());
    const note = "Ä".repeat(50_000);
    const mail = renderMail(mails({ note }).request_to_artist, OPTIONS);
    await createMailboxMailer(mailbox).send(mail);
    expect(await mailbox.get(mail.id)).toMatchObject(mail);
  }));

Deno.test("a mail stored by an older version has no headers and no attachments", () =>
  withKv(async (kv) => {
    const { headers: _, attachments: __, ...older } = renderMail(
      mails().confirmed,
      OPTIONS,
    );
    await kv.set(["mailbox", older.id], { ...older, receivedAt: 0 });
    const mailbox = createMailbox(new Store(kv), new FakeClock());
    const none = { headers: {}, attachments: [] };
    expect(await mailbox.get(older.id)).toMatchObject(none);
    expect(await mailbox.list()).toMatchObject([none]);
  }));

Deno.test("a store failure is reported, so that the outbox retries", async () => {
  const mailer = createMailboxMailer({
    put: () => Promise.reject(new Error("The store did not answer in time")),
  });
  await expect(mailer.send(renderMail(mails().declined, OPTIONS)))
    .rejects.toThrow("did not answer in time");
});
