import { MoveConsultation } from "@/components/change/MoveConsultation.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { chooseTime } from "@/lib/http/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** The times that a consultation can be moved to, in the artist's zone. */
export const handler = chooseTime;

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="artist"
    who={data.artistName}
  >
    <MoveConsultation {...data} />
  </StaffPage>
));
