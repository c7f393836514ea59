import { browserNet, call, type Net } from "./api.ts";

export type SignInAnswer =
  | { readonly ok: true; readonly home: string }
  | { readonly ok: false; readonly message: string }
  /** Signed in, but this browser has refused the session's cookie. */
  | { readonly ok: false; readonly message: null };

/** Submits the secret of a sign-in link. */
export async function submitSignInLink(
  secret: string,
  net: Net = browserNet,
): Promise<SignInAnswer> {
  const answer = await call(net, "POST /api/sign-in/link", {
    params: {},
    body: { secret },
  });
  if (answer.ok) {
    const signedIn = await call(net, "GET /api/sign-in", { params: {} });
    return !signedIn.ok && signedIn.code === "sign_in_required"
      ? { ok: false, message: null }
      : { ok: true, home: answer.value.home };
  }
  const { code, message } = answer;
  const reached = code !== "offline" && code !== "timeout" &&
    code !== "unexpected";
  return { ok: false, message: reached ? message : UNREACHABLE };
}

const UNREACHABLE =
  "We cannot reach the studio. Check your connection and try again.";
