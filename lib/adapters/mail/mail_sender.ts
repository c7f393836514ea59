import { organizerOf } from "@/lib/adapters/calendar/organizer.ts";
import type { Config } from "@/lib/config.ts";
import type { Mailbox } from "@/lib/adapters/kv/mailbox.ts";
import type { Directory, Mailer, Postman } from "@/lib/ports.ts";
import { createMailboxMailer } from "./mailbox_mailer.ts";
import { renderMail } from "./render_mail.tsx";
import { createResendMailer } from "./resend_mailer.ts";

/** Puts each message into words and hands it to the account, or to the mailbox page. */
export function createPostman(
  config: Pick<Config, "mail" | "baseUrl" | "joinPolicy">,
  directory: Pick<Directory, "studio">,
  mailbox: Mailbox | null,
  /** Another host than Resend's, for tests. */
  resendUrl?: string,
): Postman {
  const mailer = mailerFor(config, mailbox, resendUrl);
  return {
    async deliver({ id, mail }) {
      const studio = await directory.studio();
      if (!studio) throw new Error("There is no studio to write from");
      const { baseUrl, joinPolicy } = config;
      const organizer = organizerOf(studio, config.mail);
      await mailer.send(
        renderMail({ ...mail, id }, {
          studio,
          baseUrl,
          joinPolicy,
          organizer,
        }),
      );
    },
  };
}

function mailerFor(
  { mail }: Pick<Config, "mail">,
  mailbox: Mailbox | null,
  resendUrl: string | undefined,
): Mailer {
  if (mail.transport === "resend") {
    return createResendMailer({
      ...mail,
      ...(resendUrl === undefined ? {} : { baseUrl: resendUrl }),
    });
  }
  if (mailbox === null) throw new Error("No mail account and no mailbox");
  return createMailboxMailer(mailbox);
}
