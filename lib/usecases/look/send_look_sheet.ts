import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { hasContent } from "@/lib/domain/look/look_sheet.ts";
import { lookEditRefusal } from "@/lib/domain/look/look_times.ts";
import { readLook } from "@/lib/domain/look/sent_look.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { changeAndNotify } from "@/lib/usecases/shared/change_and_notify.ts";
import type { SeenLook } from "./read_look_sheet.ts";

/**
 * Mails the sheet to the client, as it is now, with a link of its own. A second
 * press changes nothing; a sheet that has changed since can be sent again.
 */
export async function sendLookSheet(
  deps: Deps,
  { actor, id }: RequestContext,
): Promise<Outcome<SeenLook>> {
  const seen = await authorise(deps, { actor, action: "send_look_sheet", id });
  if (!seen.ok) return seen;
  const { value } = seen.value.stored;
  const refused = lookEditRefusal(value, deps.clock.now());
  if (refused !== null) return refused;
  const { sheet, count } = await deps.lookSheets.read(id);
  if (!hasContent(sheet) && !await hasPictures(deps, id)) {
    return refuse("look_sheet_empty");
  }
  const sent = "lookSheetSent" in value ? value.lookSheetSent?.count : null;
  if (sent === count) return ok({ sheet, count, consultation: value });
  const wait = await deps.rateLimits.take(RATE_LIMITS.lookSheetMails, id);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const secret = deps.secrets.secret();
  const linkHash = await deps.secrets.hash(secret);
  const changed = await changeAndNotify(deps, seen.value, {
    request: { type: "look_sheet_sent", count, linkHash },
    mailsFor: ({ about }) => [{
      kind: "look_sheet",
      to: about.client.email,
      consultation: about,
      secret,
      look: readLook(sheet),
    }],
  });
  return changed.ok
    ? ok({ sheet, count, consultation: changed.value.next.value })
    : changed;
}

/** Whether the artist has chosen pictures: they are a sheet without a word, too. */
async function hasPictures(
  { stills }: Pick<Deps, "stills">,
  id: RequestContext["id"],
): Promise<boolean> {
  return (await stills.of(id)).stills.some(({ approved }) => approved);
}
