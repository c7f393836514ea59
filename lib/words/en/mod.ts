import { booking } from "./booking.ts";
import { bookingErrors } from "./booking_errors.ts";
import { calendar, calendarLinks } from "./calendar.ts";
import { call } from "./call.ts";
import { callErrors } from "./call_errors.ts";
import { changes } from "./changes.ts";
import { devices } from "./devices.ts";
import { entryPage } from "./entry_page.ts";
import { home } from "./home.ts";
import { mails } from "./mails.ts";
import { ownRequest } from "./own_request.ts";
import { connection, errorPage, mailedLink, page } from "./page.ts";
import { pageEnds } from "./page_ends.ts";
import { photoErrors } from "./photo_errors.ts";
import { photos } from "./photos.ts";
import { recording, savedRecording } from "./recording.ts";
import { invalidFields, refusals } from "./refusals.ts";
import { reminders } from "./reminders.ts";
import { staffMails } from "./staff_mails.ts";
import { texts } from "./texts.ts";
import { times } from "./times.ts";
import { presence, waiting } from "./waiting.ts";

export const en = {
  /** A BCP 47 tag, for `lang`. */
  language: "en",
  booking,
  bookingErrors,
  calendar,
  calendarLinks,
  call,
  callErrors,
  changes,
  connection,
  devices,
  entryPage,
  errorPage,
  home,
  mailedLink,
  mails,
  ownRequest,
  page,
  pageEnds,
  photoErrors,
  photos,
  presence,
  recording,
  refusals,
  invalidFields,
  reminders,
  savedRecording,
  staffMails,
  texts,
  times,
  waiting,
};
