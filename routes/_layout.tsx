import { StudioFrame } from "@/components/frame/StudioFrame.tsx";
import { define, studioName } from "@/lib/http/state.ts";

/** Around the pages for everyone: home, booking, signing in, reminders, errors. */
export default define.layout(({ Component, state }) => (
  <StudioFrame studio={studioName(state)} homeHref="/" {...state.frame}>
    <Component />
  </StudioFrame>
));
