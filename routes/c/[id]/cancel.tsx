import { CancelConsultation } from "@/components/change/CancelConsultation.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { askToCancel } from "@/lib/http/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** Asks the client once more. */
export const handler = askToCancel;

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"}>
    <CancelConsultation {...data} />
  </StudioFrame>
));
