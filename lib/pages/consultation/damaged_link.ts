import { HttpError, page } from "fresh";
import { readMailedLink } from "@/lib/domain/basic/mailed_link.ts";
import { define } from "@/lib/http/state.ts";

/** The address of a mailed link that was changed on its way, with its secret in the path. */
export const damagedLink = define.handlers({
  GET: (ctx) => {
    const link = readMailedLink(ctx.url);
    if (link === null) throw new HttpError(404);
    // A browser keeps the fragment that it has.
    if (link.secret === "") return ctx.redirect(link.path, 302);
    return page({ href: `${link.path}#${link.secret}` });
  },
});
