/**
 * The alphabet of text messages (3GPP TS 23.038, 6.2.1). One letter outside of it
 * and the whole message is sent as UCS-2: 67 letters a segment instead of 153,
 * and every segment is paid for.
 */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Written as two septets. */
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
 * The text in this alphabet: accents that it lacks go, and so does every sign
 * that it has nothing for. Null where a letter has nothing, as in Cyrillic.
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

/** How many messages the text is sent and paid as; of several, each loses seven septets to their order. */
export function segments(text: string): number {
  const signs = [...text];
  if (!signs.every(isKnown)) {
    return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  }
  const septets = signs.length +
    signs.filter((sign) => EXTENDED.has(sign)).length;
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
