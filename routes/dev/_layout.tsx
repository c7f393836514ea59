import { StudioFrame } from "@/components/frame/StudioFrame.tsx";
import { define, studioName } from "@/lib/http/state.ts";

export const config = { skipInheritedLayouts: true };

/** Around what exists only in development. */
export default define.layout(({ Component, state }) => (
  <StudioFrame
    studio={studioName(state)}
    homeHref="/"
    width="wide"
    aside={<span class="soft">Development</span>}
  >
    <Component />
  </StudioFrame>
));
