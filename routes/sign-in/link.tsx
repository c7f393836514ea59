import { NeedsScript } from "@/components/NeedsScript.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import SignInByLink from "@/islands/SignInByLink.tsx";
import { define } from "@/lib/http/state.ts";

/** Where a sign-in mail's link leads. Inert until a person taps: scanners open links. */
export default define.page(({ state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"} homeHref="/">
    <div class="saying">
      <PageHeading lede="You came by the link in your email.">
        Welcome back
      </PageHeading>
      <SignInByLink />
      <NeedsScript />
    </div>
  </StudioFrame>
));
