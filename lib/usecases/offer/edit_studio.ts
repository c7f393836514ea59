import {
  type AccountDraft,
  checkAccount,
} from "@/lib/domain/offer/artist_draft.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";
import { mayEdit } from "@/lib/domain/offer/offer_permission.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Studio } from "@/lib/domain/offer/studio.ts";
import {
  checkStudio,
  type StudioDraft,
} from "@/lib/domain/offer/studio_draft.ts";
import type { Admin, Deps } from "@/lib/ports/mod.ts";
import { offerWritten, saveOffer } from "./save_offer.ts";

type Needs = Pick<Deps, "catalog">;

export async function editStudio(
  { catalog }: Needs,
  { actor, versionstamp, draft }: {
    readonly actor: Actor | null;
    readonly versionstamp: string;
    readonly draft: StudioDraft;
  },
): Promise<Outcome<Studio>> {
  if (!mayEdit(actor, "studio")) return refuse("not_found");
  return await saveOffer<Studio>({
    read: catalog.storedStudio,
    versionstamp,
    next(before) {
      const studio = checkStudio(draft);
      return studio.ok ? ok({ ...before, ...studio.value }) : studio;
    },
    put: catalog.putStudio,
  });
}

/**
 * From now on this address can sign in as an admin. An admin of this name and
 * address who is there already is the same form sent before.
 */
export async function addAdmin({ catalog }: Needs, { actor, draft }: {
  readonly actor: Actor | null;
  readonly draft: AccountDraft;
}): Promise<Outcome<Admin>> {
  if (!mayEdit(actor, "admins")) return refuse("not_found");
  const account = checkAccount(draft);
  if (!account.ok) return account;
  const admin: Admin = { role: "admin", ...account.value };
  const added: Outcome<Admin> =
    (await catalog.admins()).length >= OFFER_LIMITS.admins
      ? refuse("invalid_input", {
        fields: { name: `There are ${OFFER_LIMITS.admins} admins already.` },
      })
      : offerWritten(await catalog.addAdmin(admin), admin);
  if (added.ok) return added;
  const there = await catalog.staff(admin.email);
  return there?.role === "admin" && there.name === admin.name
    ? ok(there)
    : added;
}

/**
 * Ends their sessions as well. The last admin cannot be removed: nobody could
 * add another one. Removing somebody who is no admin any more is a repeat.
 */
export async function removeAdmin({ catalog }: Needs, { actor, email }: {
  readonly actor: Actor | null;
  readonly email: string;
}): Promise<Outcome<null>> {
  if (!mayEdit(actor, "admins")) return refuse("not_found");
  switch (await catalog.removeAdmin(email)) {
    case "removed":
      return ok(null);
    case "unknown":
      return await catalog.staff(email) === null
        ? ok(null)
        : refuse("not_found");
    case "last":
      return refuse("last_admin");
  }
}
