import { expect } from "expect";
import { attachmentsFor } from "@/lib/adapters/mail/attachments.ts";
import type { Mail } from "@/lib/ports/mod.ts";
import { readIcs } from "@/tests/_support/ics.ts";
import { ID, type Kind, mails, OPTIONS, SECRET } from "./_mails.ts";

const INVITED = ["confirmed", "rescheduled", "cancelled"];
const of = (kind: Kind, ...about: Parameters<typeof mails>) =>
  attachmentsFor(mails(...about)[kind], OPTIONS);

Deno.test("a client is invited on confirmation or a new time and uninvited on cancellation; nobody else is", () => {
  for (const kind of Object.keys(mails()) as Kind[]) {
    const files = of(kind);
    expect([kind, files.length]).toEqual([
      kind,
      INVITED.includes(kind) ? 1 : 0,
    ]);
    for (const { filename, contentType, content } of files) {
      const method = kind === "cancelled" ? "CANCEL" : "REQUEST";
      expect(filename).toBe(kind === "cancelled" ? "cancel.ics" : "invite.ics");
      expect(contentType)
        .toBe(`text/calendar; charset=utf-8; method=${method}`);
      expect(readIcs(String(content)).method).toBe(method);
    }
  }
});

Deno.test("attack: the file contains no secret, note, answer or phone number, and no other person's address", () => {
  const client = {
    note: "private words",
    phone: "+491701234567",
    email: "clara@example.com",
  };
  const more = {
    intake: [{ label: "Allergies", answer: "nuts and latex" }],
    reason: "because",
  };
  for (const kind of ["confirmed", "rescheduled", "cancelled"] as const) {
    const [file] = of(kind, client, more);
    for (
      const word of [
        SECRET,
        "#",
        "private words",
        "nuts",
        "Allergies",
        "+49170",
        "because",
        "ines@",
      ]
    ) {
      expect([kind, word, String(file!.content).includes(word)])
        .toEqual([kind, word, false]);
    }
    expect(file!.content).toContain(`/c/${ID}`);
  }
});

Deno.test("a consultation that was never confirmed is not cancelled in any calendar", () => {
  expect(of("cancelled", {}, { agreedAt: null })).toEqual([]);
  // Rows written by an older version lack it.
  const row = structuredClone(mails().confirmed) as never as {
    consultation: { agreedAt?: number };
  };
  delete row.consultation.agreedAt;
  expect(attachmentsFor(row as never, OPTIONS)).toEqual([]);
});

Deno.test("attack: an address that calendars do not accept loses the file, never the mail", () => {
  const mail = { ...mails().confirmed, to: "a@b.example,c@d.example" } as Mail;
  expect(attachmentsFor(mail, OPTIONS)).toEqual([]);
  const organizer = { name: "A", email: "a b@c.example" };
  const calendar = { ...OPTIONS.calendar, organizer };
  expect(attachmentsFor(mails().confirmed, { ...OPTIONS, calendar }))
    .toEqual([]);
});
