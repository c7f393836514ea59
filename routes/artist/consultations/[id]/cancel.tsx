import { CancelConsultation } from "@/components/change/CancelConsultation.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { askToCancel } from "@/lib/http/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** Asks once more, and for a word to the client. */
export const handler = askToCancel;

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="artist"
    who={data.artistName}
  >
    <CancelConsultation {...data} />
  </StaffPage>
));
