/** The booking form, submitted like a browser without JavaScript. */
import { DAY, iso } from "@/lib/domain/basic/instant.ts";
import {
  BASE_URL,
  BRIDAL,
  INES,
  START,
  type TestApp,
} from "@/tests/_support/an_app.ts";
import { IMAGES } from "@/tests/_support/images.ts";

/** A free time of the test studio. */
export const WANTED = START + 2 * DAY;

export const DETAILS: Readonly<Record<string, string>> = {
  service: BRIDAL,
  artist: INES,
  zone: "Europe/Berlin",
  at: iso(WANTED),
  name: "Clara Haas",
  email: "clara@client.example",
  note: "Oily skin",
};

export interface Sent {
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  /** Name and bytes of each file. */
  readonly files?: readonly (readonly [string, Uint8Array])[];
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function send(app: TestApp, sent: Sent = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...DETAILS, ...sent.fields })) {
    for (const one of [value].flat()) form.append(name, one as string);
  }
  for (const [name, bytes] of sent.files ?? []) {
    form.append("pictures", new File([new Uint8Array(bytes)], name));
  }
  const whole = new Response(form);
  const body = await whole.arrayBuffer();
  return await app.fetch(
    new Request(`${BASE_URL}/book`, {
      method: "POST",
      body,
      headers: {
        "content-type": whole.headers.get("content-type")!,
        "content-length": String(body.byteLength),
        ...(sent.cookie ? { cookie: sent.cookie } : {}),
        ...sent.headers,
      },
    }),
  );
}

/** Uploads one photo in advance, like the page's script. */
export function upload(
  app: TestApp,
  cookie = "",
  bytes: Uint8Array = IMAGES.jpeg,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return app.fetch(
    new Request(`${BASE_URL}/api/booking/photos`, {
      method: "POST",
      body: new Uint8Array(bytes),
      headers: { "content-type": "image/jpeg", cookie, ...headers },
    }),
  );
}

/** A response's cookies, in the form that a browser sends back. */
export function cookieOf(response: Response): string {
  return response.headers.getSetCookie()
    .map((one) => one.split(";")[0]).join("; ");
}

/** The values of the page's fields with this name. */
export function valuesOf(html: string, name: string): string[] {
  return [...html.matchAll(/<(?:input|option)[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`name="${name}"`))
    .map((tag) => /value="([^"]*)"/.exec(tag)?.[1] ?? "");
}
