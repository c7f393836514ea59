import { HttpError } from "fresh";
import { refuse } from "@/lib/http/refusal.ts";
import { emailKey } from "@/lib/domain/basic/email.ts";
import { draftOfStudio } from "@/lib/domain/offer/studio_draft.ts";
import { typed } from "@/lib/http/body/form_rows.ts";
import {
  addAdmin,
  editStudio,
  removeAdmin,
} from "@/lib/usecases/offer/edit_studio.ts";
import { readStudioForm } from "./offer_forms.ts";
import { offerPage, savedAt } from "./offer_page.ts";

/** The studio's own record, and its admins. */
export const studioPage = offerPage({
  read: async (ctx, refused) => {
    const { catalog } = ctx.state.services.deps;
    const stored = await catalog.storedStudio();
    if (stored === null) throw new HttpError(404);
    const admins = await catalog.admins();
    return {
      title: "Studio",
      draft: draftOfStudio(stored.value),
      versionstamp: stored.versionstamp,
      admins: admins.map(({ name, email }) => ({ name, email })),
      adding: readAdmin(refused?.fields ?? new URLSearchParams()),
    };
  },
  typed: readStudioForm,
  save: async (ctx, form) => {
    const { staff = null, services: { deps } } = ctx.state;
    const saved = await editStudio(deps, {
      actor: staff,
      versionstamp: form.versionstamp,
      draft: form.typed,
    });
    return savedAt(saved, () => ctx.url.pathname);
  },
  others: {
    add_admin: async (ctx, fields) => {
      const { staff = null, services: { deps } } = ctx.state;
      const added = await addAdmin(deps, {
        actor: staff,
        draft: readAdmin(fields),
      });
      if (added.ok) return savedAt(added, () => ctx.url.pathname);
      const { name, email, ...others } = added.facts.fields ?? {};
      return refuse(added.code, {
        fields: {
          ...others,
          ...(name === undefined ? {} : { adminName: name }),
          ...(email === undefined ? {} : { adminEmail: email }),
        },
      });
    },
    remove_admin: async (ctx, fields) => {
      const { staff = null, services: { deps } } = ctx.state;
      const email = typed(fields, "email");
      const removed = await removeAdmin(deps, { actor: staff, email });
      const oneself = emailKey(email) === emailKey(staff?.email ?? "");
      return savedAt(removed, () => oneself ? "/sign-in" : ctx.url.pathname);
    },
  },
});

/** The form stands beside the studio's own name and address, so its fields have names of their own. */
function readAdmin(fields: URLSearchParams) {
  return {
    name: typed(fields, "adminName"),
    email: typed(fields, "adminEmail"),
  };
}
