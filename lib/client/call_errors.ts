/**
 * What an end of the connection asks of the page. `again`: connect once more,
 * with a fresh token. `renew`: the same, but a fresh token that is refused as
 * well is not followed by many more. `ended`: the room was completed.
 * `elsewhere`: a newer tab took the place. `give_up`: trying by itself would not help.
 */
export type AfterError = "again" | "renew" | "ended" | "elsewhere" | "give_up";

export interface KnownError {
  readonly then: AfterError;
  /** What a person reads while it is tried again, or when it was given up. */
  readonly sentence: string;
}

const EXPIRED: KnownError = {
  then: "renew",
  sentence: "Your pass for this call has run out. We are getting a new one.",
};
const PASS_REFUSED: KnownError = {
  then: "renew",
  sentence:
    "Your pass for this call was not accepted. We are getting a new one.",
};
const SIGNALLING: KnownError = {
  then: "again",
  sentence: "The connection was lost. We are connecting you again.",
};
const BUSY: KnownError = {
  then: "again",
  sentence: "The video service is busy. We are trying again.",
};
const MEDIA: KnownError = {
  then: "again",
  sentence:
    "Your network does not let picture and sound through. Another network, or mobile data, may help.",
};
const GONE: KnownError = {
  then: "again",
  sentence: "The room is not there at the moment. We are looking again.",
};
const SETUP: KnownError = {
  then: "give_up",
  sentence:
    "The studio’s video rooms are not set up right. Please write or call the studio.",
};
const BROWSER: KnownError = {
  then: "give_up",
  sentence:
    "This browser and the call do not understand each other. Please use an up-to-date Chrome, Edge, Firefox or Safari.",
};

/**
 * Twilio's codes that reach a browser, or that come back through our own REST
 * calls: twilio.com/docs/api/errors, 20101–20107 and 53000–53501.
 */
const KNOWN: ReadonlyMap<number, KnownError> = new Map([
  // Access tokens.
  ...each([20101, 20102, 20103, 20106, 20107], PASS_REFUSED),
  ...each([20104], EXPIRED),
  ...each([20105], {
    then: "renew",
    sentence:
      "Your pass for this call is not valid yet. We are getting a new one.",
  }),
  // Signalling.
  ...each([53000, 53001, 53002, 53003, 53004, 53005], SIGNALLING),
  ...each([53006], BUSY),
  // Rooms: what a studio's settings get wrong.
  ...each([53100, 53101, 53102, 53107, 53108, 53109, 53110, 53111], SETUP),
  ...each([53112, 53114, 53115, 53117, 53119, 53120, 53121, 53122], SETUP),
  ...each([53123, 53124, 53125, 53126], SETUP),
  // Rooms: what passes.
  ...each([53103, 53104, 53113, 53116], BUSY),
  ...each([53106], GONE),
  ...each([53105], {
    then: "give_up",
    sentence: "Somebody else is already in this room.",
  }),
  ...each([53118], {
    then: "ended",
    sentence: "The consultation has ended.",
  }),
  // Participants.
  ...each([53200, 53201, 53202], SETUP),
  ...each([53203], {
    then: "again",
    sentence: "The call carried too much at once. We are connecting you again.",
  }),
  ...each([53204], SIGNALLING),
  ...each([53205], {
    then: "elsewhere",
    sentence: "This consultation is open in another tab or on another device.",
  }),
  ...each([53216], {
    then: "give_up",
    sentence: "The time for this call is used up.",
  }),
  // Tracks.
  ...each([53300, 53301, 53302, 53303, 53304, 53305], SIGNALLING),
  // Media: 53404 is about codecs, which no second attempt changes.
  ...each([53400, 53401, 53402, 53403], SIGNALLING),
  ...each([53404], BROWSER),
  ...each([53405, 53406, 53407, 53408], MEDIA),
  // The SDK's own configuration, and its TURN servers.
  ...each([53500, 53501], BUSY),
]);

/** An unknown code, or none (removed by the server), is worth one more try: the token route knows the truth. */
export function callError(code: number | null): KnownError {
  return (code === null ? undefined : KNOWN.get(code)) ?? SIGNALLING;
}

function each(
  codes: readonly number[],
  known: KnownError,
): [number, KnownError][] {
  return codes.map((code) => [code, known]);
}

/** A TwilioError has a number; a failed import or a refused device has none. */
export function codeOf(error: unknown): number | null {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === "number" ? code : null;
}
