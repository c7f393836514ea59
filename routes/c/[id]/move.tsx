import { MoveConsultation } from "@/components/change/MoveConsultation.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { chooseTime } from "@/lib/http/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** The times that a client can choose instead, in their own zone. */
export const handler = chooseTime;

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"}>
    <MoveConsultation {...data} />
  </StudioFrame>
));
