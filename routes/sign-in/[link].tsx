import { HttpError, page } from "fresh";
import { OpenMailedLink } from "@/components/waiting/OpenMailedLink.tsx";
import { readMailedLink } from "@/lib/domain/basic/mailed_link.ts";
import { define } from "@/lib/http/state.ts";

/** A sign-in link that was changed on its way: `/sign-in/link%23<secret>`, `/sign-in/link.` */
export const handler = define.handlers({
  GET: (ctx) => {
    const link = readMailedLink(ctx.url);
    if (link === null) throw new HttpError(404);
    // A browser keeps the fragment that it has.
    if (link.secret === "") return ctx.redirect(link.path, 302);
    return page({ href: `${link.path}#${link.secret}` });
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <OpenMailedLink
    href={data.href}
    script={state.services.assetUrls["mailed-link"]}
  />
));
