import { callErrors as words } from "@/words/call_errors.ts";

/**
 * What the page does after the connection ended. `again`: reconnects with a
 * fresh token. `renew`: the same, but if the fresh token is refused too, few
 * more attempts follow. `ended`: the room was completed. `elsewhere`: a newer
 * tab took over. `give_up`: retrying would not help.
 */
export type AfterError = "again" | "renew" | "ended" | "elsewhere" | "give_up";

export interface KnownError {
  readonly then: AfterError;
  /** Shown during a retry, or after giving up. */
  readonly sentence: string;
}

const CONNECTION_LOST: KnownError = {
  then: "again",
  sentence: words.connectionLost,
};
const BUSY: KnownError = { then: "again", sentence: words.busy };
const MEDIA: KnownError = { then: "again", sentence: words.mediaBlocked };
const SETUP: KnownError = { then: "give_up", sentence: words.setup };

/**
 * Twilio's codes that reach a browser, or that our own REST calls return:
 * twilio.com/docs/api/errors, 20101–20107 and 53000–53501.
 */
const KNOWN: ReadonlyMap<number, KnownError> = new Map([
  // Not Twilio's: the page is older than the server (`OutdatedPage`).
  ...each([404], { then: "give_up", sentence: words.outdated }),
  // Access tokens.
  ...each([20101, 20102, 20103, 20106, 20107], {
    then: "renew",
    sentence: words.accessRefused,
  }),
  ...each([20104], { then: "renew", sentence: words.expired }),
  ...each([20105], {
    then: "renew",
    sentence: words.notYetValid,
  }),
  // Signalling.
  ...each([53000, 53001, 53002, 53003, 53004, 53005], CONNECTION_LOST),
  ...each([53006], BUSY),
  // Rooms: wrong settings of a studio.
  ...each([53100, 53101, 53102, 53107, 53108, 53109, 53110, 53111], SETUP),
  ...each([53112, 53114, 53115, 53117, 53119, 53120, 53121, 53122], SETUP),
  ...each([53123, 53124, 53125, 53126], SETUP),
  // Rooms: temporary.
  ...each([53103, 53104, 53113, 53116], BUSY),
  ...each([53106], { then: "again", sentence: words.roomGone }),
  ...each([53105], {
    then: "give_up",
    sentence: words.occupied,
  }),
  ...each([53118], {
    then: "ended",
    sentence: words.ended,
  }),
  // Participants.
  ...each([53200, 53201, 53202], SETUP),
  ...each([53203], {
    then: "again",
    sentence: words.tooMuch,
  }),
  ...each([53204], CONNECTION_LOST),
  ...each([53205], {
    then: "elsewhere",
    sentence: words.elsewhere,
  }),
  ...each([53216], {
    then: "give_up",
    sentence: words.timeUp,
  }),
  // Tracks.
  ...each([53300, 53301, 53302, 53303, 53304, 53305], CONNECTION_LOST),
  // Media: 53404 is about codecs, which a second attempt does not change.
  ...each([53400, 53401, 53402, 53403], CONNECTION_LOST),
  ...each([53404], { then: "give_up", sentence: words.browser }),
  ...each([53405, 53406, 53407, 53408], MEDIA),
  // The SDK's own configuration, and its TURN servers.
  ...each([53500, 53501], BUSY),
]);

/** An unknown code, or none (removed by the server), is worth one more try: the token route decides. */
export function callError(code: number | null): KnownError {
  return (code === null ? undefined : KNOWN.get(code)) ?? CONNECTION_LOST;
}

function each(
  codes: readonly number[],
  known: KnownError,
): [number, KnownError][] {
  return codes.map((code) => [code, known]);
}
