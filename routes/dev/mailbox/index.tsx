import { HttpError, page } from "fresh";
import { MailboxPage } from "@/components/messages/MailboxPage.tsx";
import { iso } from "@/lib/domain/basic/instant.ts";
import { mailEntries } from "@/lib/pages/messages/mailbox_page.ts";
import { define } from "@/lib/http/state.ts";
import { wantsJson } from "@/lib/http/wants_json.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Mailbox";
    const { mailbox } = ctx.state.services;
    if (mailbox === null) throw new HttpError(404);
    const mails = await mailbox.list();
    if (wantsJson(ctx)) {
      return Response.json({
        mails: mails.map((mail) => ({
          ...mail,
          receivedAt: iso(mail.receivedAt),
        })),
      });
    }
    return page({
      entries: mailEntries(mails, { opened: null, studio: ctx.state.studio }),
    });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <MailboxPage
    entries={data.entries}
    opened={null}
  />
));
