/**
 * The network that a request counts against: all of an IPv4 address, the first
 * 64 bits of an IPv6 address (RFC 6177), of which each customer has 2^64. The
 * same customer in another notation is the same peer: IPv4-mapped addresses
 * (RFC 4291, 2.5.5.2), NAT64 (RFC 6052) and 6to4 (RFC 3056) are the IPv4 address
 * that they contain.
 *
 * @param address as a socket or a proxy writes it, also with a port, brackets or a zone
 * @returns null if it is no address
 */
export function networkPeer(address: string): string | null {
  const text = address.trim().toLowerCase();
  const v4 = /^([\d.]+)(?::\d+)?$/.exec(text)?.[1];
  if (v4 !== undefined) return ipv4(v4);
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1];
  const groups = groupsOf((bracketed ?? text).split("%")[0]!);
  if (groups === null) return null;
  const embedded = embeddedIpv4(groups);
  if (embedded !== null) return embedded;
  return groups.slice(0, 4).map((group) => group.toString(16)).join(":");
}

function ipv4(text: string): string | null {
  const parts = text.split(".");
  const fits = parts.length === 4 &&
    parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return fits ? parts.map(Number).join(".") : null;
}

/** The eight groups of an IPv6 address; null if it is none. */
function groupsOf(text: string): readonly number[] | null {
  const last = text.slice(text.lastIndexOf(":") + 1);
  if (last.includes(".")) {
    const bytes = ipv4(last)?.split(".").map(Number);
    if (bytes === undefined) return null;
    const [a, b, c, d] = bytes as [number, number, number, number];
    const hex = [a * 256 + b, c * 256 + d].map((one) => one.toString(16));
    return groupsOf(text.slice(0, -last.length) + hex.join(":"));
  }
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [before, after] = halves.map((half) =>
    half === "" ? [] : half.split(":")
  );
  const written = [...before!, ...(after ?? [])];
  if (!written.every((group) => /^[\da-f]{1,4}$/.test(group))) return null;
  const missing = 8 - written.length;
  if (after === undefined ? missing !== 0 : missing < 1) return null;
  return [...before!, ...Array<string>(missing).fill("0"), ...(after ?? [])]
    .map((group) => parseInt(group, 16));
}

function embeddedIpv4(groups: readonly number[]): string | null {
  const starts = (...prefix: readonly number[]) =>
    prefix.every((group, i) => groups[i] === group);
  const at = starts(0, 0, 0, 0, 0, 0xffff) || starts(0x64, 0xff9b, 0, 0, 0, 0)
    ? 6
    : starts(0x2002)
    ? 1
    : null;
  if (at === null) return null;
  return groups.slice(at, at + 2)
    .flatMap((group) => [group >> 8, group & 255]).join(".");
}
