import { type AccountDraft, checkAccount } from "@/lib/domain/artist_draft.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer_limits.ts";
import { mayEdit } from "@/lib/domain/offer_permission.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Studio } from "@/lib/domain/studio.ts";
import { checkStudio, type StudioDraft } from "@/lib/domain/studio_draft.ts";
import type { Admin, Deps } from "@/lib/ports.ts";
import { offerWritten, saveOffer } from "./save_offer.ts";

type Needs = Pick<Deps, "offerBook">;

export async function editStudio(
  { offerBook }: Needs,
  actor: Actor | null,
  versionstamp: string,
  draft: StudioDraft,
): Promise<Outcome<Studio>> {
  if (!mayEdit(actor, "studio")) return refuse("not_found");
  const stored = await offerBook.studio();
  if (stored === null) return refuse("not_found");
  const studio = checkStudio(draft);
  if (!studio.ok) return studio;
  const next = { ...stored.value, ...studio.value };
  return await saveOffer(stored, versionstamp, next, offerBook.putStudio);
}

/** From now on this address can sign in as an admin. */
export async function addAdmin(
  { offerBook }: Needs,
  actor: Actor | null,
  draft: AccountDraft,
): Promise<Outcome<Admin>> {
  if (!mayEdit(actor, "admins")) return refuse("not_found");
  const account = checkAccount(draft);
  if (!account.ok) return account;
  if ((await offerBook.admins()).length >= OFFER_LIMITS.admins) {
    return refuse("invalid_input", {
      fields: { name: `There are ${OFFER_LIMITS.admins} admins already.` },
    });
  }
  const admin: Admin = { role: "admin", ...account.value };
  return offerWritten(await offerBook.addAdmin(admin), admin);
}

/** Their sessions end with it. The last admin stays: nobody could let another one in. */
export async function removeAdmin(
  { offerBook }: Needs,
  actor: Actor | null,
  email: string,
): Promise<Outcome<null>> {
  if (!mayEdit(actor, "admins")) return refuse("not_found");
  switch (await offerBook.removeAdmin(email)) {
    case "removed":
      return { ok: true, value: null };
    case "unknown":
      return refuse("not_found");
    case "last":
      return refuse("last_admin");
  }
}
