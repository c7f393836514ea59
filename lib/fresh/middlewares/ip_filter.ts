import type { Context } from "../context.ts";
import { HttpError } from "../error.ts";
import type { MiddlewareFn } from "../types.ts";

/** Addresses (`10.0.0.1`) and subnets (`10.0.0.0/8`, `2001:db8::/32`). */
export interface IpFilterRules {
  denyList?: string[];
  /** If set, only these may pass. */
  allowList?: string[];
}

export interface IpFilterOptions<State> {
  /** The response for a blocked address. Default: status 403. */
  onBlocked?: (
    remote: { addr: string; type: "IPv4" | "IPv6" },
    ctx: Context<State>,
  ) => Response | Promise<Response>;
}

/** Filters requests by their address; the deny list wins. Source: Fresh, "ipFilter". */
export function ipFilter<State>(
  rules: IpFilterRules,
  options: IpFilterOptions<State> = {},
): MiddlewareFn<State> {
  const denied = (rules.denyList ?? []).map(parseRange);
  const allowed = (rules.allowList ?? []).map(parseRange);
  return (ctx) => {
    const address = ctx.info.remoteAddr;
    const addr = "hostname" in address ? address.hostname : "";
    const bits = toBits(addr === "localhost" ? "127.0.0.1" : addr);
    const isIn = (ranges: string[]) =>
      bits !== null && ranges.some((range) => bits.startsWith(range));
    if (
      bits !== null && !isIn(denied) && (allowed.length === 0 || isIn(allowed))
    ) return ctx.next();
    if (!options.onBlocked) throw new HttpError(403);
    return options.onBlocked({
      addr,
      type: addr.includes(":") ? "IPv6" : "IPv4",
    }, ctx);
  };
}

/** A range as the bits that all its addresses start with. */
function parseRange(range: string): string {
  const [address = "", length] = range.split("/");
  const bits = toBits(address);
  if (bits === null) {
    throw new TypeError(`ipFilter: "${range}" is not an address or a subnet`);
  }
  const offset = address.includes(":") ? 0 : 96;
  return length === undefined ? bits : bits.slice(0, offset + Number(length));
}

/** An address as 128 binary digits; IPv4 in its IPv6 form (RFC 4291, 2.5.5.2). Null if invalid. */
function toBits(address: string): string | null {
  const mapped = address.includes(":") ? address : "::ffff:" + address;
  const host = URL.parse(`http://[${mapped.replace(/%.*$/, "")}]/`)?.hostname;
  if (!host) return null;
  const [start = [], end = []] = host.slice(1, -1).split("::")
    .map((part) => part.split(":").filter(Boolean));
  const zeros = Array<string>(8 - start.length - end.length).fill("0");
  return [...start, ...zeros, ...end]
    .map((group) => parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}
