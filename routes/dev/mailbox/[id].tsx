import { HttpError, page } from "fresh";
import { MailboxPage } from "@/components/messages/MailboxPage.tsx";
import { mailEntries } from "@/lib/pages/messages/mailbox_page.ts";
import { define } from "@/lib/http/state.ts";
import type { Attachment } from "@/lib/ports/mod.ts";

/** Mails use inline styles; nothing else in them may load or run. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'self'";

export const handler = define.handlers({
  GET: async (ctx) => {
    const { mailbox } = ctx.state.services;
    const mail = await mailbox?.get(ctx.params.id ?? "");
    if (!mailbox || !mail) throw new HttpError(404);
    if (ctx.url.searchParams.get("view") === "html") {
      ctx.state.contentSecurityPolicy = MAIL_POLICY;
      // The page shows the mail in a frame; its links open outside of it.
      const html = mail.html.replace(/<head>/i, '<head><base target="_top">');
      return new Response(html, {
        headers: { "content-type": "text/html; charset=utf-8" },
      });
    }
    const wanted = ctx.url.searchParams.get("attachment");
    if (wanted !== null) return attachment(mail.attachments, wanted);
    ctx.state.title = mail.subject;
    const entries = mailEntries(await mailbox.list(), {
      opened: mail.id,
      studio: ctx.state.studio,
    });
    return page({ mail, entries });
  },
});

/** Always a download: nothing of a mail runs in a page of ours. */
function attachment(all: readonly Attachment[], wanted: string): Response {
  const found = all.find((_, at) => String(at) === wanted);
  if (!found) throw new HttpError(404);
  return new Response(found.content, {
    headers: {
      "content-type": found.contentType,
      "content-disposition": `attachment; filename="${
        found.filename.replaceAll(/[^\w.-]/g, "_")
      }"`,
    },
  });
}

export default define.page<typeof handler>(({ data }) => (
  <MailboxPage
    entries={data.entries}
    opened={data.mail}
  />
));
