import type { ConsultationId } from "@/lib/domain/ids.ts";

/**
 * `__Host-` binds a cookie to this host, to HTTPS and to the whole site (RFC
 * 6265bis); a browser takes it over plain http only from a trusted origin, so
 * local development goes without the prefix.
 */
function prefixed(name: string, baseUrl: string): string {
  return baseUrl.startsWith("https:") ? `__Host-${name}` : name;
}

export const STAFF_COOKIE = "visavis_staff";
export const SIGN_IN_COOKIE = "visavis_sign_in";
/** One per consultation: a client may have two, and an artist may try their client's link. */
export const clientCookie = (id: ConsultationId) => `visavis_c_${id}`;

export function readCookie(
  req: Request,
  name: string,
  baseUrl: string,
): string | null {
  const wanted = prefixed(name, baseUrl);
  for (const pair of (req.headers.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at !== -1 && pair.slice(0, at).trim() === wanted) {
      return pair.slice(at + 1).trim();
    }
  }
  return null;
}

/** A cookie that scripts cannot read and other sites cannot send along with a change. */
export function writeCookie(
  headers: Headers,
  name: string,
  value: string,
  baseUrl: string,
  maxAgeSeconds: number,
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

export function clearCookie(headers: Headers, name: string, baseUrl: string) {
  writeCookie(headers, name, "", baseUrl, 0);
}
