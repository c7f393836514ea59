import { parseConsultationId } from "@/lib/domain/ids.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { calendarFile } from "@/lib/http/calendar_answer.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { readCalendarFile } from "@/lib/usecases/calendar_file.ts";

/** One consultation as a file for its artist's calendar; the feed has them all. */
export const handler = api({
  GET: async (ctx) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refusalResponse(refuse("not_found"));
    const { deps } = ctx.state.services;
    const file = await readCalendarFile(deps, ctx.state.staff ?? null, id);
    return file.ok ? calendarFile(file.value) : refusalResponse(file);
  },
});
