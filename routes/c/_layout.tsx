import { StudioFrame } from "@/components/frame/StudioFrame.tsx";
import { define, studioName } from "@/lib/http/state.ts";

export const config = { skipInheritedLayouts: true };

/** Around a client's own pages. The studio's name is no link: these pages are private and lead nowhere else. */
export default define.layout(({ Component, state }) => (
  <StudioFrame studio={studioName(state)} {...state.frame}>
    <Component />
  </StudioFrame>
));
