import { Button } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";
import type { StudioDraft } from "@/lib/domain/offer/studio_draft.ts";
import { ZoneField } from "./ZoneField.tsx";

export interface StudioFormProps {
  readonly action: string;
  readonly draft: StudioDraft;
  readonly versionstamp: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** The studio: name, place, contact, and until when clients may make changes. */
export function StudioForm(
  { action, draft, versionstamp, errors }: StudioFormProps,
) {
  return (
    <form class="form offer-form" method="post" action={action}>
      <input type="hidden" name="versionstamp" value={versionstamp} />
      <Field
        name="name"
        label="Name"
        hint="Shown on every page and in every email."
        required
        maxLength={OFFER_LIMITS.name}
        autocomplete="organization"
        value={draft.name}
        error={errors.name}
      />
      <Field
        name="contactEmail"
        label="Contact"
        hint="Where clients can write to you."
        type="email"
        required
        maxLength={254}
        autocomplete="off"
        value={draft.contactEmail}
        error={errors.contactEmail}
      />
      <ZoneField
        value={draft.zone}
        hint="For the admins' lists, and for visitors until they choose their own."
        error={errors.zone}
      />
      <Field
        name="clientChangesUntilHours"
        class="field--short"
        label="Client changes until (hours before)"
        hint="How long before the start clients can still move or cancel. The artist gets an email, and does not have to agree."
        inputmode="numeric"
        required
        maxLength={3}
        value={draft.clientChangesUntilHours}
        error={errors.clientChangesUntilHours}
      />
      <div>
        <Button variant="primary" size="large">Save</Button>
      </div>
    </form>
  );
}
