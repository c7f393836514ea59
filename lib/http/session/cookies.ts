import type { ConsultationId } from "@/lib/domain/basic/ids.ts";

/**
 * `__Host-` binds a cookie to this host, to HTTPS and to the whole site (RFC
 * 6265bis); browsers accept it over plain http only from a trusted origin, so
 * local development omits the prefix.
 */
function prefixed(name: string, baseUrl: string): string {
  return baseUrl.startsWith("https:") ? `__Host-${name}` : name;
}

export const STAFF_COOKIE = "visavis_staff";
export const SIGN_IN_COOKIE = "visavis_sign_in";
/** One per consultation: a client may have two, and an artist may open their client's link. */
export const clientCookie = (id: ConsultationId) => `visavis_c_${id}`;

/** One per account: a studio's computer may be shared. `account` is the hash of its address. */
export const deviceCookie = (account: string) =>
  `visavis_device_${account.slice(0, 16)}`;

export function readCookie(req: Request, { name, baseUrl }: {
  readonly name: string;
  readonly baseUrl: string;
}): string | null {
  const wanted = prefixed(name, baseUrl);
  for (const pair of (req.headers.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at !== -1 && pair.slice(0, at).trim() === wanted) {
      return pair.slice(at + 1).trim();
    }
  }
  return null;
}

/** A cookie that scripts cannot read, and that other sites cannot send with a change. */
export function writeCookie(
  headers: Headers,
  { name, value, baseUrl, maxAgeSeconds }: {
    readonly name: string;
    readonly value: string;
    readonly baseUrl: string;
    readonly maxAgeSeconds: number;
  },
) {
  const secure = baseUrl.startsWith("https:") ? "; Secure" : "";
  headers.append(
    "set-cookie",
    `${
      prefixed(name, baseUrl)
    }=${value}; Path=/; HttpOnly; SameSite=Lax${secure}; Max-Age=${
      Math.max(0, Math.floor(maxAgeSeconds))
    }`,
  );
}

export function clearCookie(headers: Headers, { name, baseUrl }: {
  readonly name: string;
  readonly baseUrl: string;
}) {
  writeCookie(headers, { name, value: "", baseUrl, maxAgeSeconds: 0 });
}
