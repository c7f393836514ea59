import { createCalendarFeeds } from "@/lib/adapters/kv/calendar_feeds.ts";
import { createPhotos } from "@/lib/adapters/kv/booking/photos.ts";
import { createRequestDigests } from "@/lib/adapters/kv/booking/request_digests.ts";
import { createRequestQuotas } from "@/lib/adapters/kv/booking/request_quotas.ts";
import { createChat } from "@/lib/adapters/kv/chat/chat.ts";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { createStills } from "@/lib/adapters/kv/consultation/stills.ts";
import { createLookSheets } from "@/lib/adapters/kv/consultation/look_sheets.ts";
import { createPrivateNotes } from "@/lib/adapters/kv/consultation/private_notes.ts";
import { createMailAccount } from "@/lib/adapters/kv/messages/mail_account.ts";
import { createOutbox } from "@/lib/adapters/kv/messages/outbox.ts";
import { createReminderOptOuts } from "@/lib/adapters/kv/messages/reminder_opt_outs.ts";
import { createSmsOptOuts } from "@/lib/adapters/kv/messages/sms_opt_outs.ts";
import { createCatalog } from "@/lib/adapters/kv/offer/catalog.ts";
import { createPresenceStore } from "@/lib/adapters/kv/presence.ts";
import { createRateLimits } from "@/lib/adapters/kv/rate_limits.ts";
import { createStoreCheck } from "@/lib/adapters/kv/store_check.ts";
import { createSessions } from "@/lib/adapters/kv/staff/sessions.ts";
import { createSignIns } from "@/lib/adapters/kv/staff/sign_ins.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";
import type { Clock, Deps, Secrets } from "@/lib/ports/mod.ts";

/** The ports that the store implements. */
export function wireStore(
  store: Store,
  { secrets, clock }: { readonly secrets: Secrets; readonly clock: Clock },
) {
  return {
    catalog: createCatalog(store, secrets),
    consultations: createConsultations(store, secrets),
    photos: createPhotos({ store, secrets, clock }),
    stills: createStills(store, secrets),
    requestQuotas: createRequestQuotas({ store, secrets, clock }),
    requestDigests: createRequestDigests(store),
    presence: createPresenceStore(store, clock),
    chat: createChat(store),
    lookSheets: createLookSheets(store),
    privateNotes: createPrivateNotes(store),
    sessions: createSessions({ store, secrets, clock }),
    signIns: createSignIns(store, secrets),
    rateLimits: createRateLimits(store, clock),
    storeCheck: createStoreCheck(store, clock),
    outbox: createOutbox(store),
    mailAccount: createMailAccount(store, clock),
    reminderOptOuts: createReminderOptOuts(store, secrets),
    calendarFeeds: createCalendarFeeds(store),
    smsOptOuts: createSmsOptOuts(store, secrets),
  } satisfies Partial<Deps>;
}
