import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { OFFER_LIMITS } from "@/lib/domain/offer_limits.ts";
import type { StudioDraft } from "@/lib/domain/studio_draft.ts";
import { ZoneField } from "./ZoneField.tsx";

export interface StudioFormProps {
  readonly draft: StudioDraft;
  readonly versionstamp: string;
  readonly wrong: Readonly<Record<string, string>>;
}

/** The studio itself: its name, where it is, how to reach it, until when clients may change their minds. */
export function StudioForm({ draft, versionstamp, wrong }: StudioFormProps) {
  return (
    <form class="form offer-form" method="post" action="/admin/studio">
      <input type="hidden" name="versionstamp" value={versionstamp} />
      <Field
        name="name"
        label="Name"
        hint="On every page and in every mail."
        required
        maxLength={OFFER_LIMITS.name}
        autocomplete="organization"
        value={draft.name}
        error={wrong.name}
      />
      <Field
        name="contactEmail"
        label="Contact"
        hint="Where clients can write to."
        type="email"
        required
        maxLength={254}
        autocomplete="off"
        value={draft.contactEmail}
        error={wrong.contactEmail}
      />
      <ZoneField
        value={draft.zone}
        hint="For the admins' lists, and for visitors until they choose their own."
        error={wrong.zone}
      />
      <Field
        name="clientChangesUntilHours"
        class="field--short"
        label="Changes by clients, in hours"
        hint="Until how many hours before the start they may still move or cancel."
        inputmode="numeric"
        required
        maxLength={3}
        value={draft.clientChangesUntilHours}
        error={wrong.clientChangesUntilHours}
      />
      <div>
        <Button variant="primary" size="large">Save</Button>
      </div>
    </form>
  );
}
