/** The API's own route files at their own addresses, without a build. */
import type { App } from "fresh";
import { GuardedApp, refuseUnroutable } from "@/lib/http/guarded_app.ts";
import { withServices } from "@/lib/http/request_id.ts";
import { admitStreams } from "@/lib/http/stream/admit_streams.ts";
import { securityHeaders } from "@/lib/http/security_headers.ts";
import type { State } from "@/lib/http/state.ts";
import type { Wired } from "@/lib/wiring/wiring.ts";
import { handler as unknown } from "@/routes/api/[...path].ts";
import { handler as cancel } from "@/routes/api/appointments/[id]/cancel.ts";
import { handler as confirm } from "@/routes/api/appointments/[id]/confirm.ts";
import { handler as decline } from "@/routes/api/appointments/[id]/decline.ts";
import { handler as erase } from "@/routes/api/appointments/[id]/erase.ts";
import { handler as reschedule } from "@/routes/api/appointments/[id]/reschedule.ts";
import { handler as withdraw } from "@/routes/api/appointments/[id]/withdraw.ts";
import { handler as bookingPhotos } from "@/routes/api/booking/photos/index.ts";
import { handler as bookingPhoto } from "@/routes/api/booking/photos/[photo].ts";
import { handler as photo } from "@/routes/api/consultations/[id]/photos/[photo].ts";
import { handler as stills } from "@/routes/api/consultations/[id]/stills/index.ts";
import { handler as still } from "@/routes/api/consultations/[id]/stills/[still].ts";
import { handler as connectionTest } from "@/routes/api/connection-test.ts";
import { handler as day } from "@/routes/api/artist/day.ts";
import { handler as entry } from "@/routes/api/entry/[id].ts";
import { handler as health } from "@/routes/api/health.ts";
import { handler as openapi } from "@/routes/api/openapi.json.ts";
import { handler as signaling } from "@/routes/api/rooms/signaling.ts";
import { handler as smsCallbacks } from "@/routes/api/sms/callbacks/twilio.ts";
import { handler as preview } from "@/routes/api/entry/[id]/preview.ts";
import { handler as signedIn } from "@/routes/api/sign-in/index.ts";
import { handler as signInLink } from "@/routes/api/sign-in/link.ts";
import { handler as callbacks } from "@/routes/api/video/callbacks/twilio.ts";
import { handler as artistStatus } from "@/routes/api/video/consultation/[id]/artist-status.ts";
import { handler as chat } from "@/routes/api/video/consultation/[id]/messages/index.ts";
import { handler as readMessages } from "@/routes/api/video/consultation/[id]/messages/read.ts";
import { handler as end } from "@/routes/api/video/consultation/[id]/end-session.ts";
import { handler as lookSheet } from "@/routes/api/video/consultation/[id]/look-sheet/index.ts";
import { handler as privateNotes } from "@/routes/api/video/consultation/[id]/private-notes.ts";
import { handler as sendLook } from "@/routes/api/video/consultation/[id]/look-sheet/send.ts";
import { handler as rating } from "@/routes/api/video/consultation/[id]/rating.ts";
import { handler as recording } from "@/routes/api/video/consultation/[id]/recording.ts";
import { handler as start } from "@/routes/api/video/consultation/[id]/start-session.ts";
import { handler as token } from "@/routes/api/video/consultation/[id]/token.ts";
import { handler as waiting } from "@/routes/api/video/consultation/[id]/waiting-status.ts";
import BookPage, { handler as book } from "@/routes/book/index.tsx";
import artistsOnly from "@/routes/artist/_middleware.ts";
import CalendarPage, {
  handler as calendar,
} from "@/routes/artist/calendar.tsx";
import { handler as artistFile } from "@/routes/artist/consultations/[id]/calendar.ics.ts";
import PastPage, { handler as past } from "@/routes/artist/past.tsx";
import { handler as clientFile } from "@/routes/c/[id]/calendar.ics.ts";
import { handler as feed } from "@/routes/calendar/[secret].ics.ts";
import adminsOnly from "@/routes/admin/_middleware.ts";
import AdminPage, { handler as adminList } from "@/routes/admin/index.tsx";
import MessagesPage, { handler as messages } from "@/routes/admin/messages.tsx";
import RemindersPage, {
  handler as reminders,
} from "@/routes/reminders/[token].tsx";
import SignInPage, { handler as signIn } from "@/routes/sign-in/index.tsx";
import CodePage, { handler as signInCode } from "@/routes/sign-in/code.tsx";
import { handler as signOutEverywhere } from "@/routes/sign-out/everywhere.ts";
import { handler as signOut } from "@/routes/sign-out/index.ts";

// A page's component expects its own handler's data; `route` does not guarantee
// it.
const pages = {
  "/book": { handler: book, component: BookPage as never },
  "/admin": { handler: adminList, component: AdminPage as never },
  "/admin/messages": { handler: messages, component: MessagesPage as never },
  "/reminders/:token": {
    handler: reminders,
    component: RemindersPage as never,
  },
  "/artist/calendar": { handler: calendar, component: CalendarPage as never },
  "/artist/past": { handler: past, component: PastPage as never },
  "/sign-in": { handler: signIn, component: SignInPage as never },
  "/sign-in/code": { handler: signInCode, component: CodePage as never },
  "/sign-out": { handler: signOut },
  "/sign-out/everywhere": { handler: signOutEverywhere },
};

export function apiApp(services: Wired): App<State> {
  return new GuardedApp({}, services)
    .use(withServices(services))
    .use(admitStreams)
    .use(securityHeaders)
    .use(refuseUnroutable)
    .all("/api/appointments/:id/confirm", confirm)
    .all("/api/appointments/:id/decline", decline)
    .all("/api/appointments/:id/erase", erase)
    .all("/api/appointments/:id/cancel", cancel)
    .all("/api/appointments/:id/reschedule", reschedule)
    .all("/api/appointments/:id/withdraw", withdraw)
    .all("/api/booking/photos", bookingPhotos)
    .all("/api/booking/photos/:photo", bookingPhoto)
    .all("/api/consultations/:id/photos/:photo", photo)
    .all("/api/consultations/:id/stills", stills)
    .all("/api/consultations/:id/stills/:still", still)
    .all("/api/artist/day", day)
    .all("/api/connection-test", connectionTest)
    .all("/api/entry/:id", entry)
    .all("/api/entry/:id/preview", preview)
    .all("/api/health", health)
    .all("/api/openapi.json", openapi)
    .all("/api/rooms/signaling", signaling)
    .all("/api/sign-in", signedIn)
    .all("/api/sign-in/link", signInLink)
    .all("/api/sms/callbacks/twilio", smsCallbacks)
    .all("/api/video/callbacks/twilio", callbacks)
    .all("/api/video/consultation/:id/artist-status", artistStatus)
    .all("/api/video/consultation/:id/end-session", end)
    .all("/api/video/consultation/:id/messages", chat)
    .all("/api/video/consultation/:id/messages/read", readMessages)
    .all("/api/video/consultation/:id/look-sheet", lookSheet)
    .all("/api/video/consultation/:id/look-sheet/send", sendLook)
    .all("/api/video/consultation/:id/private-notes", privateNotes)
    .all("/api/video/consultation/:id/rating", rating)
    .all("/api/video/consultation/:id/recording", recording)
    .all("/api/video/consultation/:id/start-session", start)
    .all("/api/video/consultation/:id/token", token)
    .all("/api/video/consultation/:id/waiting-status", waiting)
    .all("/api/*", unknown)
    .route("/book", pages["/book"])
    .use("/admin", adminsOnly)
    .route("/admin", pages["/admin"])
    .route("/admin/messages", pages["/admin/messages"])
    .route("/reminders/:token", pages["/reminders/:token"])
    .all("/c/:id/calendar.ics", clientFile)
    .use("/artist", artistsOnly)
    .all("/artist/consultations/:id/calendar.ics", artistFile)
    .route("/artist/calendar", pages["/artist/calendar"])
    .route("/artist/past", pages["/artist/past"])
    .all("/calendar/:secret.ics", feed)
    .route("/sign-in", pages["/sign-in"])
    .route("/sign-in/code", pages["/sign-in/code"])
    .route("/sign-out", pages["/sign-out"])
    .route("/sign-out/everywhere", pages["/sign-out/everywhere"]);
}
