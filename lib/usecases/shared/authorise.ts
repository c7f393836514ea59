import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import {
  type Action,
  type Actor,
  type ActorFor,
  type PartyFor,
  partyOf,
  permission,
} from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps, Stored, WithPresence } from "@/lib/ports/mod.ts";
import type { Source } from "./change.ts";

type Needs = Pick<Deps, "consultations">;

/** The caller and the consultation. */
export interface RequestContext {
  /** Null if nobody is signed in. */
  readonly actor: Actor | null;
  readonly id: ConsultationId;
}

interface Asking<A extends Action> extends RequestContext {
  readonly action: A;
}

/**
 * The permitted actor with the record. `change` starts from it, and authorises
 * again if it has to read again.
 */
export interface Authorised<A extends Action> extends Source {
  readonly actor: ActorFor<A>;
  /** The actor's party; null for an admin. */
  readonly party: PartyFor<A>;
}

/** With the presence of its people, their exchange, and what the artist says. */
export type Seen<A extends Action> =
  & Authorised<A>
  & Omit<WithPresence, "stored">;

/**
 * Reads a consultation for a caller who wants to do something with it. A
 * stranger learns only that there is nothing for them, whether or not the id
 * exists.
 */
export async function authorise<A extends Action>(
  deps: Needs,
  asking: Asking<A>,
): Promise<Outcome<Authorised<A>>> {
  if (asking.actor === null) return refuse("sign_in_required");
  const stored = await deps.consultations.get(asking.id);
  return permitted(deps, { ...asking, stored });
}

/** The same with presence and exchange, in the same read. */
export async function authoriseWithPresence<A extends Action>(
  deps: Needs,
  asking: Asking<A>,
): Promise<Outcome<Seen<A>>> {
  if (asking.actor === null) return refuse("sign_in_required");
  const found = await deps.consultations.getWithPresence(asking.id);
  return permittedWithPresence(deps, { ...asking, found });
}

/** The same for a record that was read before the viewer was resolved. */
export function permittedWithPresence<A extends Action>(
  deps: Needs,
  { found, ...asking }: Asking<A> & { readonly found: WithPresence | null },
): Outcome<Seen<A>> {
  const seen = permitted(deps, { ...asking, stored: found?.stored ?? null });
  if (!seen.ok) return seen;
  return found === null ? refuse("not_found") : ok({
    ...seen.value,
    presence: found.presence,
    exchange: found.exchange,
    statement: found.statement,
  });
}

function permitted<A extends Action>(
  deps: Needs,
  { stored, ...asking }: Asking<A> & {
    readonly stored: Stored<Consultation> | null;
  },
): Outcome<Authorised<A>> {
  const { actor, action } = asking;
  if (actor === null) return refuse("sign_in_required");
  if (stored === null) return refuse("not_found");
  switch (permission(actor, { action, consultation: stored.value })) {
    case "allowed":
      return ok({
        // The permission table has just allowed this action.
        actor: actor as ActorFor<A>,
        party: partyOf(actor) as PartyFor<A>,
        stored,
        async reread() {
          const again = await authorise(deps, asking);
          return again.ok ? ok(again.value.stored) : again;
        },
      });
    case "wrong_role":
      return refuse("wrong_role");
    case "link_replaced":
      return refuse("link_replaced");
    case "stranger":
      return refuse("not_found");
  }
}
