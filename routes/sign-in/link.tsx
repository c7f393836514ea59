import { page } from "fresh";
import { NoScriptNotice } from "@/components/frame/NoScriptNotice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { SignInByLink } from "@/components/staff/SignInByLink.tsx";
import { OpenMailedLink } from "@/components/waiting/OpenMailedLink.tsx";
import { readMailedLink } from "@/lib/domain/basic/mailed_link.ts";
import { define } from "@/lib/http/state.ts";

/** Where a sign-in mail's link leads. Inert until a person taps: scanners open links. */
export const handler = define.handlers({
  GET: ({ url }) => {
    const link = readMailedLink(url);
    return page({ href: link && `${link.path}#${link.secret}` });
  },
});

export default define.page<typeof handler>(({ data, state }) =>
  data.href === null
    ? (
      <div class="message-page">
        <PageHeading lede="You followed the link in your email.">
          Welcome back
        </PageHeading>
        <SignInByLink script={state.services.assetUrls["sign-in-link"]} />
        <NoScriptNotice />
      </div>
    )
    : (
      <OpenMailedLink
        href={data.href}
        script={state.services.assetUrls["mailed-link"]}
      />
    )
);
