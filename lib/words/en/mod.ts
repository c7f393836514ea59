import { booking } from "./booking.ts";
import { bookingErrors } from "./booking_errors.ts";
import { calendar, calendarLinks } from "./calendar.ts";
import { call } from "./call.ts";
import {
  callSettings,
  callTime,
  refusedDevice,
  sharedScreen,
} from "./call/settings.ts";
import { callErrors } from "./call_errors.ts";
import { chat } from "./exchange/chat.ts";
import { chatFold } from "./exchange/chat_fold.ts";
import { changes } from "./changes.ts";
import { deviceCheck } from "./devices/check.ts";
import { deviceHelp } from "./devices/help.ts";
import { devices } from "./devices/step.ts";
import { apps, entryPage, ownLink } from "./entry_page.ts";
import { home } from "./home.ts";
import { look } from "./exchange/look.ts";
import { light } from "./devices/light.ts";
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
import { stills } from "./exchange/stills.ts";
import { texts } from "./texts.ts";
import { times } from "./times.ts";
import { prepare } from "./prepare.ts";
import { presence, waiting } from "./waiting.ts";

export const en = {
  /** A BCP 47 tag, for `lang`. */
  language: "en",
  apps,
  booking,
  bookingErrors,
  calendar,
  calendarLinks,
  call,
  callErrors,
  callSettings,
  callTime,
  changes,
  chat,
  chatFold,
  connection,
  deviceCheck,
  deviceHelp,
  devices,
  entryPage,
  errorPage,
  home,
  look,
  light,
  mailedLink,
  mails,
  ownLink,
  ownRequest,
  page,
  pageEnds,
  photoErrors,
  photos,
  prepare,
  presence,
  recording,
  refusals,
  refusedDevice,
  invalidFields,
  reminders,
  savedRecording,
  sharedScreen,
  staffMails,
  stills,
  texts,
  times,
  waiting,
};
