import type { RefusalBody } from "@/lib/wire.ts";

export type SignInAnswer =
  | { readonly ok: true; readonly home: string }
  | { readonly ok: false; readonly message: string };

/** Hands in the secret of a sign-in link. */
export async function signInByLink(
  secret: string,
  send: typeof fetch = fetch,
): Promise<SignInAnswer> {
  try {
    const response = await send("/api/sign-in/link", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ secret }),
    });
    const body = await response.json();
    return response.ok
      ? { ok: true, home: body.home }
      : { ok: false, message: (body as RefusalBody).error.message };
  } catch {
    return {
      ok: false,
      message:
        "We cannot reach the studio. Check your connection and try again.",
    };
  }
}
