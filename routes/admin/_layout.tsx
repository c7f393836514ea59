import { StaffLayout } from "@/components/frame/StaffLayout.tsx";
import { define, studioName } from "@/lib/http/state.ts";

export const config = { skipInheritedLayouts: true };

/** Around every page of the admins. */
export default define.layout(({ Component, state, url }) => (
  <StaffLayout
    studio={studioName(state)}
    role="admin"
    who={state.staff?.email ?? ""}
    path={url.pathname}
    neutral={state.frame?.neutral}
  >
    <Component />
  </StaffLayout>
));
