import { Button } from "@/components/ui/Button.tsx";
import { ConsentCheckbox } from "@/components/ui/ConsentCheckbox.tsx";
import { FieldError } from "@/components/ui/FieldFrame.tsx";
import { Field } from "@/components/ui/Field.tsx";
import type {
  AccountDraft,
  ProfileDraft,
} from "@/lib/domain/offer/artist_draft.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";

import { ZoneField } from "./ZoneField.tsx";

export interface ProfileFormProps {
  readonly action: string;
  /** With `account`, the name and the sign-in address can be changed too. */
  readonly draft: ProfileDraft & Partial<AccountDraft>;
  readonly versionstamp: string;
  readonly errors: Readonly<Record<string, string>>;
  /** The services that can be offered; none of them is retired. */
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly submit: string;
}

/** An artist's profile; for admins also the account. */
export function ProfileForm(
  { action, draft, versionstamp, errors, services, submit }: ProfileFormProps,
) {
  return (
    <form class="form offer-form" method="post" action={action}>
      <input type="hidden" name="versionstamp" value={versionstamp} />
      {draft.name !== undefined && (
        <Field
          name="name"
          label="Name"
          hint="Shown to clients."
          required
          maxLength={OFFER_LIMITS.name}
          autocomplete="off"
          value={draft.name}
          error={errors.name}
        />
      )}
      {draft.email !== undefined && (
        <Field
          name="email"
          label="Email"
          hint="For signing in and for clients' requests. Clients do not see it."
          type="email"
          required
          maxLength={254}
          autocomplete="off"
          value={draft.email}
          error={errors.email}
        />
      )}
      <Field
        name="bio"
        label="About"
        hint="One or two sentences, shown to clients when they choose an artist."
        multiline
        maxLength={OFFER_LIMITS.bio}
        value={draft.bio}
        error={errors.bio}
      />
      <fieldset class="checks" id="field-services" tabIndex={-1}>
        <legend>Services</legend>
        <FieldError id="field-services">{errors.services}</FieldError>
        {services.length === 0 && <p class="soft">No services yet.</p>}
        {services.map((service) => (
          <ConsentCheckbox
            key={service.id}
            name="services"
            value={service.id}
            checked={draft.services.includes(service.id)}
          >
            {service.name}
          </ConsentCheckbox>
        ))}
      </fieldset>
      <ZoneField
        value={draft.zone}
        hint="Working hours and the calendar use this zone. Clients see times in their own."
        error={errors.zone}
      />
      <Field
        name="noticeMinutes"
        class="field--short"
        label="Minimum notice (minutes)"
        hint="How long in advance clients must book."
        inputmode="numeric"
        required
        maxLength={6}
        value={draft.noticeMinutes}
        error={errors.noticeMinutes}
      />
      <Field
        name="horizonDays"
        class="field--short"
        label="Bookable up to (days ahead)"
        hint="How far in advance clients can book."
        inputmode="numeric"
        required
        maxLength={6}
        value={draft.horizonDays}
        error={errors.horizonDays}
      />
      <div>
        <Button variant="primary" size="large">{submit}</Button>
      </div>
    </form>
  );
}
