import type { Config } from "./config.ts";
import type { Reader } from "./reader.ts";

const LOOPBACK =
  /^(?:localhost|(?:.+\.)localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The public address, and whether this is production. */
export function readAddress(
  read: Reader,
  port: number,
): Pick<Config, "baseUrl" | "production"> {
  const named = read.oneOf("VISAVIS_ENV", ["production", "development"], {
    fallback: "development",
  });
  const forced = read.isSet("DENO_DEPLOY") || named === "production";
  const text = read.text("BASE_URL");
  if (text === undefined) {
    if (forced) {
      read.complain(
        "BASE_URL is not set: links in mails need it in production.",
      );
    }
    return { baseUrl: `http://localhost:${port}`, production: forced };
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  // `origin` drops path, query and user. If it drops anything, the variable is
  // wrong.
  const whole = url !== null && /^https?:$/.test(url.protocol) &&
    url.href === `${url.origin}/`;
  if (!whole) {
    read.complain(
      "BASE_URL must be an origin such as https://studio.example: " +
        "http or https, a host, an optional port, and no path.",
    );
    return { baseUrl: "", production: forced };
  }
  const local = LOOPBACK.test(url.hostname);
  const secure = url.protocol === "https:";
  const production = forced || (secure && !local);
  if (production && !secure && !local) {
    read.complain(
      "BASE_URL must use https in production: " +
        "over http, browsers block the camera and drop the session cookie.",
    );
  }
  return { baseUrl: url.origin, production };
}
