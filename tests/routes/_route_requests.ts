/** For each route of the product, a request that it carries out or refuses after reading. */
import { iso } from "@/lib/domain/basic/instant.ts";
import { BASE_URL, type TestApp, type Who } from "@/tests/_support/an_app.ts";
import { BRIDAL, INES } from "@/tests/_support/a_studio.ts";
import { IMAGES } from "@/tests/_support/images.ts";
import { POSTS } from "./_api_routes.ts";
import { DETAILS, WANTED } from "./_booking_form.ts";

export interface RouteRequest {
  /** The route's file, as `routeNames` says it. */
  readonly route: string;
  readonly path: string;
  readonly as: Who;
  readonly method: "GET" | "POST" | "DELETE";
  readonly type?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

const SECRET = "s".repeat(43);
const PHOTO = "p".repeat(26);

/** @param id a confirmed consultation of Inès, whose client has entered */
export function requestsOf(id: string): RouteRequest[] {
  const get = (route: string, as: Who, path = route): RouteRequest => ({
    route,
    as,
    method: "GET",
    path: path.replace("[id]", id),
  });
  const form = (
    { route, as, path }: RouteRequest,
    fields: Readonly<Record<string, string>>,
  ): RouteRequest => ({
    route,
    as,
    path,
    method: "POST",
    type: "application/x-www-form-urlencoded",
    body: new URLSearchParams(fields).toString(),
  });
  const offer = (route: string, as: Who, path = route) => [
    get(route, as, path),
    form(get(route, as, path), { name: "Typed", versionstamp: "x" }),
  ];
  const week = `/book?service=${BRIDAL}&artist=${INES}&zone=Europe/Berlin`;
  const upload: RouteRequest = {
    ...get("/api/booking/photos", "nobody"),
    method: "POST",
    type: "image/jpeg",
    body: new Uint8Array(IMAGES.jpeg),
  };
  const services = "/admin/services/[id]";
  const artists = "/admin/artists/[id]";
  return [
    get("/", "nobody"),
    get("/admin", "admin"),
    ...offer("/admin/artists", "admin"),
    ...offer(artists, "admin", `/admin/artists/${INES}`),
    ...offer(`${artists}/hours`, "admin", `/admin/artists/${INES}/hours`),
    get("/admin/consultations/[id]", "admin"),
    get("/admin/consultations/[id]/cancel", "admin"),
    get("/admin/consultations/[id]/move", "admin"),
    get("/admin/messages", "admin"),
    ...offer("/admin/services", "admin"),
    ...offer(services, "admin", `/admin/services/${BRIDAL}`),
    form(
      get(`${services}/picture`, "admin", `/admin/services/${BRIDAL}/picture`),
      { do: "remove" },
    ),
    ...offer("/admin/studio", "admin"),
    get("/api/[...path]", "nobody", "/api/nothing"),
    ...POSTS.map(({ path, as, body }): RouteRequest => ({
      route: path("[id]"),
      path: path(id),
      as,
      method: "POST",
      type: "application/json",
      body: JSON.stringify(body),
    })),
    get("/api/video/consultation/[id]/messages", "client"),
    get("/api/video/consultation/[id]/look-sheet", "artist"),
    get("/api/video/consultation/[id]/private-notes", "artist"),
    get("/api/video/consultation/[id]/recording", "artist"),
    get("/api/video/consultation/[id]/waiting-status", "artist"),
    get("/api/artist/day", "artist"),
    upload,
    {
      ...get("/api/booking/photos/[photo]", "nobody"),
      path: `/api/booking/photos/${PHOTO}`,
      method: "DELETE",
    },
    get(
      "/api/consultations/[id]/photos/[photo]",
      "artist",
      `/api/consultations/[id]/photos/${PHOTO}`,
    ),
    get("/api/consultations/[id]/stills", "client"),
    {
      ...get("/api/consultations/[id]/stills/[still]", "client"),
      path: `/api/consultations/${id}/stills/${PHOTO}`,
      method: "POST",
      type: "image/jpeg",
      body: new Uint8Array(IMAGES.jpeg),
    },
    {
      ...get("/api/connection-test", "nobody"),
      method: "POST",
      type: "application/octet-stream",
      body: new Uint8Array(1_000),
    },
    get("/api/health", "nobody"),
    get("/api/openapi.json", "nobody"),
    get("/api/sign-in", "artist"),
    get("/api/rooms/signaling", "nobody"),
    form(get("/api/sms/callbacks/twilio", "nobody"), { Body: "STOP" }),
    form(get("/api/video/callbacks/twilio", "nobody"), { RoomSid: "RM1" }),
    get("/artist", "artist"),
    get("/artist/calendar", "artist"),
    form(get("/artist/calendar", "artist"), { do: "make" }),
    get("/artist/consultations/[id]", "artist"),
    get("/artist/consultations/[id]/calendar.ics", "artist"),
    get("/artist/consultations/[id]/cancel", "artist"),
    get("/artist/consultations/[id]/move", "artist"),
    get("/artist/consultations/[id]/recording", "artist"),
    ...offer("/artist/hours", "artist"),
    get("/artist/past", "artist"),
    ...offer("/artist/profile", "artist"),
    get("/book", "nobody"),
    get("/book", "nobody", week),
    form(get("/book", "nobody"), DETAILS),
    get(
      "/book/sent",
      "nobody",
      `/book/sent?artist=${INES}&at=${iso(WANTED)}&zone=UTC`,
    ),
    get("/c/[id]", "client"),
    form(get("/c/[id]", "nobody"), {}),
    get("/c/[id]/[secret]", "nobody", `/c/${id}/%23${SECRET}`),
    get("/c/[id]/calendar.ics", "client"),
    get("/c/[id]/cancel", "client"),
    get("/c/[id]/change", "client"),
    get("/c/[id]/details", "client"),
    get("/c/[id]/look-sheet", "client"),
    form(get("/c/[id]/details", "client"), { note: "", phone: "" }),
    get("/c/[id]/move", "client"),
    get("/c/[id]/withdraw", "client"),
    get("/calendar/[secret].ics", "nobody", `/calendar/${SECRET}.ics`),
    get("/dev/mailbox", "nobody"),
    get("/dev/mailbox/[id]", "nobody"),
    get("/pictures/[id]", "nobody", `/pictures/${PHOTO}`),
    get("/reminders/[token]", "nobody", `/reminders/${SECRET}`),
    form(get("/reminders/[token]", "nobody", `/reminders/${SECRET}`), {
      do: "stop",
    }),
    get("/sign-in", "nobody"),
    form(get("/sign-in", "nobody"), { email: "ines@studio.example" }),
    get("/sign-in/[link]", "nobody", `/sign-in/link%23${SECRET}`),
    get("/sign-in/code", "nobody"),
    form(get("/sign-in/code", "nobody"), { code: "123456" }),
    get("/sign-in/link", "nobody"),
    get("/sign-in/link/[secret]", "nobody", `/sign-in/link/%23${SECRET}`),
    form(get("/sign-out", "nobody"), {}),
    form(get("/sign-out/everywhere", "nobody"), {}),
  ];
}

export function requestTo(app: TestApp, asked: RouteRequest): Request {
  const { path, as, method, type, body = null } = asked;
  return new Request(`${BASE_URL}${path}`, {
    method,
    redirect: "manual",
    headers: {
      cookie: app.cookieOf(as),
      "sec-fetch-site": "same-origin",
      ...(type === undefined ? {} : { "content-type": type }),
    },
    body,
  });
}
