import type { MailConfig, SmsConfig } from "./config.ts";
import type { Reader } from "./reader.ts";
import { parseSender } from "./sender.ts";
import { TWILIO_ACCOUNT } from "./video.ts";

export function readMail(read: Reader, production: boolean): MailConfig {
  const account = read.account("Resend", ["RESEND_API_KEY", "MAIL_FROM"]);
  const from = readSender(read);
  if (account !== null) {
    return { transport: "resend", apiKey: account[0], from };
  }
  // The mailbox page shows every sign-in link: in production anyone could use
  // it to sign in.
  if (production && !read.isSet("RESEND_API_KEY") && !read.isSet("MAIL_FROM")) {
    read.complain(
      "Production needs a mail account: " +
        "set RESEND_API_KEY and MAIL_FROM.",
    );
  }
  return { transport: "mailbox", reason: "RESEND_API_KEY is not set" };
}

/** As the mail account gets it. A wrong one would be refused with every mail, sign-ins included. */
function readSender(read: Reader): string {
  const text = read.text("MAIL_FROM");
  if (text === undefined) return "";
  const from = parseSender(text);
  if (from === null) {
    read.complain(
      "MAIL_FROM must be an email address, alone or as Name <address>. " +
        'Write a name with a comma, an @ or quotes as "Rosewood, Paris" <hello@studio.example>.',
    );
  }
  return from ?? "";
}

export function readSms(read: Reader): SmsConfig {
  const from = read.text("TWILIO_SMS_FROM");
  if (from === undefined) {
    return { transport: "off", reason: "TWILIO_SMS_FROM is not set" };
  }
  // Not an alphanumeric sender: nobody can reply STOP to one.
  read.shape("TWILIO_SMS_FROM", /^(?:\+[1-9]\d{7,14}|MG[0-9a-fA-F]{32})$/, {
    expectation:
      "must be a phone number such as +4930123456, or the SID of a messaging service " +
      "(MG and 32 hexadecimal digits)",
  });
  // If some of them are set, the complaint about the account names the rest.
  if (!TWILIO_ACCOUNT.some((name) => read.isSet(name))) {
    read.complain(
      `TWILIO_SMS_FROM needs a Twilio account: also set ${
        TWILIO_ACCOUNT.join(", ")
      }.`,
    );
  }
  return { transport: "twilio", from };
}
