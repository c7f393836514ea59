/**
 * The pages that edit the studio's offer, and those of a consultation, at their
 * own addresses and behind their own middlewares, without a build.
 */
import { App } from "fresh";
import type { State } from "@/lib/http/state.ts";
import adminOnly from "@/routes/admin/_middleware.ts";
import ArtistPage, {
  handler as artist,
} from "@/routes/admin/artists/[id]/index.tsx";
import HoursOfPage, {
  handler as hoursOf,
} from "@/routes/admin/artists/[id]/hours.tsx";
import ArtistsPage, {
  handler as artists,
} from "@/routes/admin/artists/index.tsx";
import { handler as picture } from "@/routes/admin/services/[id]/picture.ts";
import { handler as served } from "@/routes/pictures/[id].ts";
import ServicePage, {
  handler as service,
} from "@/routes/admin/services/[id].tsx";
import ServicesPage, {
  handler as services,
} from "@/routes/admin/services/index.tsx";
import StudioPage, { handler as studio } from "@/routes/admin/studio.tsx";
import artistOnly from "@/routes/artist/_middleware.ts";
import AdminsPage, {
  handler as adminsConsultation,
} from "@/routes/admin/consultations/[id].tsx";
import ConsultationsPage, {
  handler as consultations,
} from "@/routes/admin/index.tsx";
import ArtistsOwnPage, {
  handler as artistsConsultation,
} from "@/routes/artist/consultations/[id].tsx";
import ClientsPage, {
  handler as clientsConsultation,
} from "@/routes/c/[id].tsx";
import HomePage, { handler as home } from "@/routes/index.tsx";
import HoursPage, { handler as hours } from "@/routes/artist/hours.tsx";
import ProfilePage, { handler as profile } from "@/routes/artist/profile.tsx";
import BookPage, { handler as book } from "@/routes/book/index.tsx";
import MovePage, { handler as move } from "@/routes/c/[id]/move.tsx";
import { BASE_URL, type TestApp, type Who } from "./an_app.ts";

export interface OfferPages {
  fetch(path: string, as: Who, init?: RequestInit): Promise<Response>;
  get(path: string, as: Who): Promise<Shown>;
  /** Submits a form like a browser without JavaScript. */
  post(
    path: string,
    as: Who,
    fields: Readonly<Record<string, string>> | URLSearchParams,
    headers?: Record<string, string>,
  ): Promise<Shown>;
}

export interface Shown {
  readonly status: number;
  readonly location: string | null;
  readonly html: string;
  /** The visible text, on one line. */
  readonly text: string;
  /** All fields of the page's main form (the first with a version), as a browser would send them. */
  readonly fields: ReadonlyMap<string, string>;
}

export function offerPages(app: TestApp): OfferPages {
  // A page's component expects its own handler's data; `route` does not
  // guarantee it.
  const routes: Record<string, { handler: unknown; component: unknown }> = {
    "/admin/studio": { handler: studio, component: StudioPage },
    "/admin/services": { handler: services, component: ServicesPage },
    "/admin/services/:id": { handler: service, component: ServicePage },
    "/admin/artists": { handler: artists, component: ArtistsPage },
    "/admin/artists/:id": { handler: artist, component: ArtistPage },
    "/admin/artists/:id/hours": { handler: hoursOf, component: HoursOfPage },
    "/artist/hours": { handler: hours, component: HoursPage },
    "/artist/profile": { handler: profile, component: ProfilePage },
    "/book": { handler: book, component: BookPage },
    "/": { handler: home, component: HomePage },
    "/admin": { handler: consultations, component: ConsultationsPage },
    "/admin/consultations/:id": {
      handler: adminsConsultation,
      component: AdminsPage,
    },
    "/artist/consultations/:id": {
      handler: artistsConsultation,
      component: ArtistsOwnPage,
    },
    "/c/:id": { handler: clientsConsultation, component: ClientsPage },
    "/c/:id/move": { handler: move, component: MovePage },
  };
  const pages = new App<State>().use(async (ctx) => {
    ctx.state.services = app.services;
    ctx.state.studio = await app.services.deps.catalog.studio();
    return await ctx.next();
  }).use("/admin", adminOnly).use("/artist", artistOnly);
  for (const [path, route] of Object.entries(routes)) {
    pages.route(path, route as never);
  }
  pages.route("/admin/services/:id/picture", { handler: picture })
    .route("/pictures/:id", { handler: served });
  const handler = pages.handler();
  const fetch = async (path: string, as: Who, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("cookie", app.cookieOf(as));
    return await handler(
      new Request(`${BASE_URL}${path}`, { ...init, headers }),
    );
  };
  const ask = async (path: string, as: Who, init: RequestInit) => {
    const response = await fetch(path, as, init);
    return shown(response, await response.text());
  };
  return {
    fetch,
    get: (path, as) => ask(path, as, {}),
    post: (path, as, fields, headers = {}) =>
      ask(path, as, {
        method: "POST",
        body: new URLSearchParams(fields as Record<string, string>),
        headers: { "sec-fetch-site": "same-origin", ...headers },
      }),
  };
}

function shown(response: Response, html: string): Shown {
  return {
    status: response.status,
    location: response.headers.get("location"),
    html,
    text: decoded(
      html.replace(/<datalist.*?<\/datalist>/gs, "").replace(/<[^>]+>/g, " "),
    ).replace(/\s+/g, " "),
    fields: fieldsOf(
      html.split("<form").find((form) => form.includes('"versionstamp"'))
        ?.split("</form>")[0] ?? "",
    ),
  };
}

function fieldsOf(html: string): Map<string, string> {
  const fields = new Map<string, string>();
  const tags = /<input\b[^>]*>|<textarea\b[^>]*>[^<]*|<select\b.*?<\/select>/gs;
  for (const [tag] of html.matchAll(tags)) {
    const name = attribute(tag, "name");
    if (name === null) continue;
    const type = attribute(tag, "type");
    if (type === "checkbox" && !/\schecked/.test(tag)) continue;
    if (tag.startsWith("<textarea")) {
      fields.set(name, decoded(tag.slice(tag.indexOf(">") + 1)));
    } else if (tag.startsWith("<select")) {
      const chosen = /<option[^>]*\sselected[^>]*>/.exec(tag)?.[0];
      fields.set(name, (chosen && attribute(chosen, "value")) ?? "");
    } else {
      fields.set(
        name,
        attribute(tag, "value") ?? (type === "checkbox" ? "on" : ""),
      );
    }
  }
  return fields;
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? decoded(found[1]!) : null;
}

function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll(
      "&amp;",
      "&",
    );
}
