/** Twilio's identifiers: two letters and 32 hexadecimal digits, here all random. */
export function newSid(prefix: "RM" | "PA" | "MT" | "SS"): string {
  return prefix + crypto.getRandomValues(new Uint8Array(16)).toHex();
}
