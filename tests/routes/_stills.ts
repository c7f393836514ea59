/** Requests about stills, one short function each. */
import type { StillsAnswer, StillsBody } from "@/lib/wire/wire.ts";
import { BASE_URL, type TestApp, type Who } from "@/tests/_support/an_app.ts";
import { IMAGES } from "@/tests/_support/images.ts";

export const stillsPath = (id: string) => `/api/consultations/${id}/stills`;

let pictures = 0;

/** An id as a page makes them: each is another picture. */
export function aStillId(): string {
  const digits = (pictures++).toString(25);
  const letters = [...digits].map((d) =>
    "abcdefghijklmnopqrstuvwxy"[
      parseInt(d, 25)
    ]
  );
  return letters.join("").padStart(26, "z");
}

export function act(
  app: TestApp,
  id: string,
  { as, ...body }: StillsBody & { readonly as: Who },
): Promise<Response> {
  return app.ask(stillsPath(id), { method: "POST", as, body });
}

export function askStill(app: TestApp, id: string): Promise<Response> {
  return act(app, id, {
    as: "artist",
    action: "ask",
    what: "eyes",
    text: "Look up",
  });
}

export interface Picture {
  readonly as?: Who;
  readonly still?: string;
  readonly request?: number | string;
  readonly from?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export function sendPicture(
  app: TestApp,
  id: string,
  picture: Picture = {},
): Promise<Response> {
  const { as = "client", still = aStillId(), bytes = IMAGES.jpeg } = picture;
  const query = new URLSearchParams();
  if (picture.request !== undefined) query.set("request", `${picture.request}`);
  if (picture.from !== undefined) query.set("from", picture.from);
  return app.fetch(
    new Request(`${BASE_URL}${stillsPath(id)}/${still}?${query}`, {
      method: "POST",
      headers: {
        cookie: app.cookieOf(as),
        "content-type": "image/jpeg",
        ...picture.headers,
      },
      body: new Uint8Array(bytes),
    }),
  );
}

export async function readStills(
  app: TestApp,
  id: string,
  as: Who = "artist",
): Promise<StillsAnswer> {
  return await (await app.ask(stillsPath(id), { as })).json();
}

/** A picture's file. */
export function photo(app: TestApp, id: string, photo: string, as: Who) {
  return app.ask(`/api/consultations/${id}/photos/${photo}`, { as });
}
