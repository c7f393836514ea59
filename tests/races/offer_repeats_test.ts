/** Forms of the studio's offer that are sent twice at one moment: saved once, and both say so. */
import { BRIDAL, INES, type TestApp } from "@/tests/_support/an_app.ts";
import { IMAGES } from "@/tests/_support/images.ts";
import { offerPages, type Shown } from "@/tests/_support/offer_pages.ts";
import { explore, type Race, type Scenario } from "./_explore.ts";

const answerOf = ({ status, location }: Shown) => `${status} ${location}`;

/** What the offer consists of, without versions and times. */
async function offerOf({ services: { deps: { catalog } } }: TestApp) {
  return {
    studio: await catalog.studio(),
    artists: await catalog.artists(),
    services: (await catalog.services()).map(({ picture, ...service }) => ({
      ...service,
      hasPicture: picture !== null,
    })),
    // An epoch is random.
    admins: (await catalog.admins()).map(({ epoch: _, ...admin }) => admin),
  };
}

/** The page's form with some fields changed, sent twice. */
function formTwice(
  path: string,
  changed: Record<string, string>,
): (app: TestApp) => Promise<Race> {
  return async (app) => {
    const pages = offerPages(app);
    const shown = (await pages.get(path, "admin")).fields;
    const fields = "do" in changed && !("versionstamp" in changed)
      ? { versionstamp: shown.get("versionstamp") ?? "", ...changed }
      : { ...Object.fromEntries(shown), ...changed };
    const once = async () => answerOf(await pages.post(path, "admin", fields));
    return { requests: [once, once], outcome: () => offerOf(app) };
  };
}

const THEO = { adminName: "Theo", adminEmail: "theo@studio.example" };

const SCENARIOS: readonly Scenario[] = [
  {
    name: "the studio's details",
    prepare: formTwice("/admin/studio", { name: "Another name" }),
  },
  {
    name: "a service's details, with a new question",
    prepare: formTwice(`/admin/services/${BRIDAL}`, {
      name: "Bride",
      "questions.9.id": "",
      "questions.9.label": "Your skin",
      "questions.9.kind": "text",
      "questions.9.options": "",
    }),
  },
  {
    name: "a service is retired",
    prepare: formTwice(`/admin/services/${BRIDAL}`, { do: "retire" }),
  },
  {
    name: "a new service",
    prepare: formTwice("/admin/services/new", {
      name: "Palette check",
      minutes: "30",
    }),
  },
  {
    name: "a new artist",
    prepare: formTwice("/admin/artists/new", {
      name: "Léa Moreau",
      email: "lea@studio.example",
    }),
  },
  {
    name: "an artist's profile and address",
    prepare: formTwice(`/admin/artists/${INES}`, {
      bio: "Brides and stages",
      email: "ines.new@studio.example",
    }),
  },
  {
    name: "an artist is deactivated",
    prepare: formTwice(`/admin/artists/${INES}`, { do: "retire" }),
  },
  {
    name: "an artist's hours",
    prepare: formTwice(`/admin/artists/${INES}/hours`, {
      "hours.0.from": "07:15",
    }),
  },
  {
    name: "a new admin",
    prepare: formTwice("/admin/studio", { do: "add_admin", ...THEO }),
  },
  {
    name: "an admin is removed",
    async prepare(app) {
      await offerPages(app).post("/admin/studio", "admin", {
        do: "add_admin",
        ...THEO,
      });
      return await formTwice("/admin/studio", {
        do: "remove_admin",
        email: THEO.adminEmail,
      })(app);
    },
  },
  ...(["set", "remove"] as const).map((what): Scenario => ({
    name: `a service's photo: ${what}`,
    async prepare(app) {
      const { catalog } = app.services.deps;
      const pages = offerPages(app);
      const send = async (versionstamp: string, action: string) => {
        const form = new FormData();
        form.append("versionstamp", versionstamp);
        form.append("do", action);
        const photo = new File([new Uint8Array(IMAGES.jpeg)], "a.jpg");
        form.append("picture", photo);
        const path = `/admin/services/${BRIDAL}/picture`;
        const { status, headers } = await pages.fetch(path, "admin", {
          method: "POST",
          body: form,
          headers: { "sec-fetch-site": "same-origin" },
        });
        return `${status} ${headers.get("location")}`;
      };
      const version = async () =>
        (await catalog.storedService(BRIDAL))!.versionstamp;
      if (what === "remove") await send(await version(), "set");
      const shown = await version();
      const once = () => send(shown, what);
      return { requests: [once, once], outcome: () => offerOf(app) };
    },
  })),
];

for (const scenario of SCENARIOS) {
  Deno.test(`sent twice at one moment, in every order: ${scenario.name}`, async () => {
    await explore({ ...scenario, repeats: true });
  });
}
