import { OpenMailedLink } from "@/components/waiting/OpenMailedLink.tsx";
import { define } from "@/lib/http/state.ts";
import { damagedLink } from "@/lib/pages/consultation/damaged_link.ts";

/** A sign-in link that was changed on its way: `/sign-in/link%23<secret>`, `/sign-in/link.` */
export const handler = damagedLink;

export default define.page<typeof handler>(({ data, state }) => (
  <OpenMailedLink
    href={data.href}
    script={state.services.assetUrls["mailed-link"]}
  />
));
