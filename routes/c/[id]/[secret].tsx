import { OpenMailedLink } from "@/components/waiting/OpenMailedLink.tsx";
import { define } from "@/lib/http/state.ts";
import { damagedLink } from "@/lib/pages/consultation/damaged_link.ts";

/** A client's link that got a slash on its way: `/c/<id>/%23<secret>`. */
export const handler = damagedLink;

export default define.page<typeof handler>(({ data, state }) => (
  <OpenMailedLink
    href={data.href}
    script={state.services.assetUrls["mailed-link"]}
  />
));
