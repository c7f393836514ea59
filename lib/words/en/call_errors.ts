/** Why the call's connection ended, and what happens next. */
export const callErrors = {
  expired: "Your access to this call has expired. We are renewing it.",
  accessRefused:
    "Your access to this call was not accepted. We are renewing it.",
  notYetValid: "Your access to this call is not valid yet. We are renewing it.",
  clock:
    "Your access to this call is not accepted. Check your device’s clock, then rejoin.",
  connectionLost: "The connection was lost. We are connecting you again.",
  busy: "The video service is busy. We are trying again.",
  mediaBlocked:
    "Your network blocks sound and video. Another network, or mobile data, may help.",
  roomGone: "We can’t find the room at the moment. We are trying again.",
  setup:
    "The studio’s video rooms are not set up correctly. Please contact the studio.",
  browser:
    "This browser can’t join the call. Please use an up-to-date Chrome, Edge, Firefox or Safari.",
  outdated: "The studio has a newer version of this page. Reload it to join.",
  occupied: "Someone else is already in this room.",
  ended: "The consultation has ended.",
  tooMuch:
    "Your connection could not keep up with the call. We are connecting you again.",
  elsewhere: "This consultation is open in another tab or on another device.",
  timeUp: "The time for this call is over.",
  gaveUp: "We could not connect you. Check your network, then rejoin.",
};
