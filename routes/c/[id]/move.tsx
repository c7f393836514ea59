import { MoveConsultation } from "@/components/consultation/MoveConsultation.tsx";
import { chooseTime } from "@/lib/pages/consultation/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** The times that a client can move to, in their own zone. */
export const handler = chooseTime;

export default define.page<typeof handler>(({ data }) => (
  <MoveConsultation {...data} />
));
