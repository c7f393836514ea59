import { calendarSource } from "@/lib/adapters/calendar/organizer.ts";
import type { Config } from "@/lib/config/mod.ts";
import type { Mailbox } from "@/lib/adapters/kv/messages/mailbox.ts";
import type {
  CalendarIdentities,
  Catalog,
  Mailer,
  MailSender,
} from "@/lib/ports/mod.ts";
import { words } from "@/lib/words/mod.ts";
import { readSentPhotos, type StoredPictures } from "./sent_photos.ts";
import { createMailboxMailer } from "./mailbox_mailer.ts";
import { renderMail } from "./render_mail.tsx";
import { createResendMailer } from "./resend_mailer.ts";

/** Renders each message and passes it to the mail provider, or to the mailbox page. */
export function createMailSender(
  config: Pick<Config, "mail" | "baseUrl" | "joinPolicy">,
  { catalog, identities, mailbox, pictures, resendUrl }: {
    readonly catalog: Pick<Catalog, "studio">;
    readonly identities: CalendarIdentities;
    readonly mailbox: Mailbox | null;
    readonly pictures: StoredPictures;
    /** Another host than Resend's, for tests. */
    readonly resendUrl?: string | undefined;
  },
): MailSender {
  const mailer = mailerFor(config, { mailbox, resendUrl });
  return {
    async deliver({ id, mail }) {
      const studio = await catalog.studio();
      if (!studio) throw new Error("There is no studio to write from");
      const { baseUrl, joinPolicy } = config;
      const calendar = await calendarSource(config, studio, identities);
      const photos = mail.kind === "look_sheet"
        ? await readSentPhotos(pictures, mail.consultation.id)
        : null;
      await mailer.send(
        renderMail({ ...mail, id }, {
          studio,
          baseUrl,
          joinPolicy,
          calendar,
          words: words(),
          ...(photos ? { photos } : {}),
        }),
      );
    },
  };
}

function mailerFor(
  { mail }: Pick<Config, "mail">,
  { mailbox, resendUrl }: {
    readonly mailbox: Mailbox | null;
    readonly resendUrl: string | undefined;
  },
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
