/**
 * What an end of the connection asks of the page. `again`: connect once more,
 * with a fresh token. `ended`: the room was completed. `elsewhere`: a newer tab
 * took the place. `give_up`: trying by itself would not help.
 */
export type AfterError = "again" | "ended" | "elsewhere" | "give_up";

interface Known {
  readonly then: AfterError;
  readonly sentence: string;
}

const TOKEN: Known = {
  then: "again",
  sentence: "Your pass for this call has run out. We are getting a new one.",
};
const SIGNALLING: Known = {
  then: "again",
  sentence: "The connection was lost. We are connecting you again.",
};
const MEDIA: Known = {
  then: "again",
  sentence:
    "Your network does not let picture and sound through. Another network, or mobile data, may help.",
};
const GONE: Known = {
  then: "again",
  sentence: "The room is not there at the moment. We are looking again.",
};

/** Twilio's codes: twilio.com/docs/video/build-js-video-application-recommendations-and-best-practices and …/api/errors. */
const KNOWN: Readonly<Record<number, Known>> = {
  20101: TOKEN,
  20102: TOKEN,
  20103: TOKEN,
  20104: TOKEN,
  20105: TOKEN,
  20106: TOKEN,
  20107: TOKEN,
  53000: SIGNALLING,
  53001: SIGNALLING,
  53002: SIGNALLING,
  53003: SIGNALLING,
  53004: SIGNALLING,
  53006: {
    then: "again",
    sentence: "The video service is busy. We are trying again.",
  },
  53105: {
    then: "give_up",
    sentence: "Somebody else is already in this room.",
  },
  53106: GONE,
  53118: { then: "ended", sentence: "The consultation has ended." },
  53204: SIGNALLING,
  53205: {
    then: "elsewhere",
    sentence: "This consultation is open in another tab or on another device.",
  },
  53216: {
    then: "give_up",
    sentence: "The time for this call is used up.",
  },
  53400: MEDIA,
  53401: MEDIA,
  53402: MEDIA,
  53403: MEDIA,
  53404: MEDIA,
  53405: MEDIA,
};

/** An unknown code, or none (removed by the server), is worth one more try: the token route knows the truth. */
export function callError(code: number | null): Known {
  return (code === null ? undefined : KNOWN[code]) ?? SIGNALLING;
}
