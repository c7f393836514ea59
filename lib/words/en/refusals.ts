/**
 * The sentence for each refusal: what happened, then what to do.
 * `lib/http` has one for each code, or does not compile.
 */
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { wait } from "./format.ts";

export const refusals = {
  // The request
  bad_request: "We can’t read this request. Reload the page and try again.",
  bad_json: "The request’s body is not a JSON object. Send a JSON object.",
  body_too_large: "This is too large. Shorten it and try again.",
  body_too_slow:
    "This took too long to arrive. Check your connection and try again.",
  body_aborted:
    "The connection broke before everything had arrived. Try again.",
  unsupported_media_type: "Send this as JSON (content-type application/json).",
  form_unreadable:
    "We could not read this form. Go back, reload the page and send it again.",
  method_not_allowed: "This address does not support that method.",
  upgrade_required:
    "This address is for the call’s own connection, a WebSocket.",
  invalid_input: "Please check the highlighted fields.",
  cross_site: "This request came from another site, so it was not carried out.",
  rate_limited: ({ retryAfterSeconds: seconds }: {
    readonly retryAfterSeconds?: number | undefined;
  }) =>
    `Too many attempts in a short time. Wait ${
      seconds ? wait(seconds * SECOND) : "a moment"
    } and try again.`,
  // The caller
  not_found: "There is nothing at this address. Check the link.",
  sign_in_required: "Sign in first, or open the link in your email.",
  wrong_role: "You don’t have permission to do this.",
  link_invalid:
    "This link does not work, or no longer works. Use the link in the newest email from your artist.",
  link_replaced:
    "Your consultation was moved, so this link no longer works. Use the link in the newest email.",
  code_wrong: "This code is wrong. Check the newest email and try again.",
  too_many_codes: ({ retryAfterSeconds: seconds }: {
    readonly retryAfterSeconds?: number | undefined;
  }) =>
    `Several codes were tried for this address. Use the link in the email, which still works, or wait ${
      seconds ? wait(seconds * SECOND) : "a moment"
    } and enter the code again.`,
  code_tries_used:
    "Too many wrong codes were entered here. Use the link in the email, which still works, or ask for a new email.",
  sign_in_expired:
    "This sign-in has expired or was already used. Ask for a new email.",
  signature_invalid: "The signature is not valid.",
  // The booking
  slot_taken: "Someone just booked this time. Choose another one.",
  slot_invalid: "This time can’t be booked. Choose one from the list.",
  requests_open:
    "Requests from this email address are waiting for an answer, or there were many today. Wait for the answers first; each comes by email.",
  requests_full:
    "There are too many unanswered requests at the moment. Nothing is lost: try again later, or write to the studio.",
  too_late_to_change:
    "It is too close to the start to change this here. Write to the studio: they may still be able to help.",
  // The studio’s offer
  last_admin:
    "This is the last admin. Add another one first: without an admin, nobody could add one.",
  artist_has_bookings:
    "This artist still has bookings or requests. Cancel or decline those listed here first, so that each client is notified.",
  artist_retired:
    "This artist no longer works here. Decline the request, so that the client is notified, or reactivate the artist first.",
  // Photos
  photo_type: "We can’t show this kind of file. Choose a JPEG, PNG or WebP.",
  photo_unreadable:
    "This photo is damaged, or is not an image. Choose another one.",
  photo_too_large:
    "This photo is too large. Choose a smaller one, or send a screenshot of it.",
  too_many_photos:
    "You have reached the maximum number of photos. Remove one first.",
  photos_full:
    "We can’t take photos at this moment. Send your request without them, or try again in ten minutes.",
  photo_expired:
    "One of your photos expired, because the form was open for a long time. Add it again.",
  // Stills
  still_asked:
    "You have already asked for a picture. Wait for it, or take your request back first.",
  still_closed:
    "This picture is no longer asked for: it was taken back or sent already, or another one was asked for since.",
  stills_full: "There is no room for more pictures in this consultation.",
  stills_added_full:
    "There is no room for more photos that nobody asked for. Delete one of yours to add another.",
  still_kept:
    "This picture was asked for, or is on the look sheet, so it can’t be deleted here.",
  // The consultation’s state
  not_confirmed: "The artist has not confirmed this consultation yet.",
  already_answered: "This request has already been answered.",
  too_early:
    "It is too early to join. Keep this page open: you’ll be let in automatically.",
  too_late: "The time for this consultation is over.",
  under_way:
    "The consultation has started. You can end it, but no longer move or cancel it.",
  not_live: "The artist has not started the consultation yet.",
  room_not_ready: "The room is almost ready. Try again in a moment.",
  consultation_ended: "This consultation has ended.",
  consultation_cancelled: "This consultation is not taking place.",
  consultation_erased: "This consultation has been erased.",
  erasure_too_early:
    "This consultation is upcoming or in progress. Decline or cancel it, or wait until it is over; then you can delete its data.",
  erasure_room_open:
    "The room of this consultation is still closing. Nothing was erased; try again in a minute.",
  opened_elsewhere:
    "The consultation is open in another tab or on another device.",
  wrong_room: "This room does not belong to this consultation.",
  conflict: "Someone else changed this at the same time. Try again.",
  // Messages of the two people
  chat_full:
    "This consultation holds no more messages. Tell the rest in the call, or by email.",
  // Recording
  recording_unavailable: "This studio’s video rooms can’t record.",
  recording_not_consented: "Nothing is recorded until both of you agree.",
  consent_outdated:
    "The text of this agreement has changed. Read the new one and decide again.",
  recording_stopping: "The recording is being stopped. Try again in a moment.",
  recording_in_progress:
    "You can download or delete the recording once the consultation has ended.",
  recording_not_ready:
    "The recording is still being prepared. Come back in a few minutes.",
  recording_not_found: "There is no recording of this consultation.",
  recording_failed:
    "The video service could not prepare this recording. Delete it, or ask the service’s support.",
  // The look sheet
  look_sheet_full:
    "This look sheet is full: it takes 40 steps and 8,000 characters. Shorten or remove a step.",
  look_sheet_empty: "There is nothing in this look sheet yet.",
  // Services behind the product
  video_unavailable:
    "The video service is not answering. Try again in a moment.",
  server_busy:
    "We are receiving a lot at this moment. Wait a few seconds and try again.",
  store_unavailable:
    "We can’t reach our records right now. Try again in a moment.",
  internal: "Something went wrong on our side. Try again.",
};

/** `invalid_input` for a caller that has no form: `names` is a list such as `tab, event`. */
export const invalidFields = ({ names }: { readonly names: string }) =>
  `Some fields do not have the right form: ${names}.`;
