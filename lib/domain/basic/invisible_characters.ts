/**
 * Invisible characters: controls, direction marks (Unicode UAX #9), zero-width
 * spaces, line separators, and annotations. They can end a mail header, reverse
 * text, or make one name look like another.
 */
const NEVER_WANTED = String
  .raw`\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb`;

/** Also invisible, but part of the spelling of Persian, Mongolian and some emoji. */
const USED_IN_SPELLING = String.raw`\u180e\u200c\u200d`;

/** Removed from input before it is stored: names keep their spelling. */
export const INVISIBLE_IN_INPUT = new RegExp(`[${NEVER_WANTED}]`, "gu");

/**
 * Removed from text in mails. A stranger can book with another person's
 * address, and mail clients look for links in text: a joiner inside a URL would
 * hide it from our check but not from theirs. A name without its joiners is
 * still readable.
 */
export const INVISIBLE_IN_MAIL = new RegExp(
  `[${NEVER_WANTED}${USED_IN_SPELLING}]`,
  "gu",
);
