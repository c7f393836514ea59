import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { calendarFile } from "@/lib/pages/calendar/calendar_answer.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { readCalendarFile } from "@/lib/usecases/calendar/calendar_file.ts";

/** One consultation as a calendar file for its artist; the feed contains them all. */
export const handler = api({
  method: "GET",
  handler: async (ctx) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refusalResponse(refuse("not_found"));
    const { deps } = ctx.state.services;
    const file = await readCalendarFile(deps, {
      actor: ctx.state.staff ?? null,
      id,
    });
    return file.ok ? calendarFile(file.value) : refusalResponse(file);
  },
});
