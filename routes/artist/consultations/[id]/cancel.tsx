import { CancelConsultation } from "@/components/consultation/CancelConsultation.tsx";
import { askToCancel } from "@/lib/pages/consultation/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** Asks for confirmation, and for a note to the client. */
export const handler = askToCancel;

export default define.page<typeof handler>(({ data }) => (
  <CancelConsultation {...data} />
));
