/**
 * The alphabet of text messages (3GPP TS 23.038, 6.2.1). A single character
 * outside of it makes the whole message UCS-2: 67 characters per segment
 * instead of 153, and every segment is charged.
 */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Encoded as two septets. */
const EXTENDED = new Set("^{}\\[~]|€");

const IN_ITS_PLACE: Readonly<Record<string, string>> = {
  "\u00a0": " ",
  "\u202f": " ",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "\u2212": "-",
  "…": "...",
  "ł": "l",
  "Ł": "L",
  "đ": "d",
  "Đ": "D",
  "ð": "d",
  "þ": "th",
  "œ": "oe",
  "Œ": "OE",
  "ı": "i",
};

/**
 * The text in this alphabet: missing accents are removed, and so is every sign
 * without an equivalent. Null if a letter has no equivalent, as in Cyrillic.
 */
export function inGsm7(text: string): string | null {
  let out = "";
  for (const sign of text.normalize("NFC")) {
    const near = IN_ITS_PLACE[sign] ?? sign;
    const known = [near, near.normalize("NFD").replace(/\p{M}/gu, "")]
      .find((some) => some !== "" && [...some].every(isKnown));
    if (known !== undefined) out += known;
    else if (/[\p{L}\p{N}]/u.test(sign)) return null;
  }
  return out.replace(/ {2,}/g, " ").trim();
}

function isKnown(sign: string): boolean {
  return BASIC.has(sign) || EXTENDED.has(sign);
}

/**
 * How many messages the text is sent and charged as; with several, each loses
 * seven septets to their order.
 */
export function segments(text: string): number {
  const signs = [...text];
  if (!signs.every(isKnown)) {
    return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  }
  const septets = signs.length +
    signs.filter((sign) => EXTENDED.has(sign)).length;
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
