import { Button } from "@/components/Button.tsx";
import { Consent } from "@/components/Consent.tsx";
import { Field } from "@/components/Field.tsx";
import type { AccountDraft, ProfileDraft } from "@/lib/domain/artist_draft.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer_limits.ts";
import { FieldError } from "./SpanFields.tsx";
import { ZoneField } from "./ZoneField.tsx";

export interface ProfileFormProps {
  readonly action: string;
  /** With `account`, the name and the address for signing in can be changed too. */
  readonly draft: ProfileDraft & Partial<AccountDraft>;
  readonly versionstamp: string;
  readonly wrong: Readonly<Record<string, string>>;
  /** What can be offered; none of them is retired. */
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly submit: string;
}

/** What an artist says of themselves; for admins also who they are. */
export function ProfileForm(
  { action, draft, versionstamp, wrong, services, submit }: ProfileFormProps,
) {
  return (
    <form class="form offer-form" method="post" action={action}>
      <input type="hidden" name="versionstamp" value={versionstamp} />
      {draft.name !== undefined && (
        <Field
          name="name"
          label="Name"
          hint="As clients see it."
          required
          maxLength={OFFER_LIMITS.name}
          autocomplete="off"
          value={draft.name}
          error={wrong.name}
        />
      )}
      {draft.email !== undefined && (
        <Field
          name="email"
          label="Email"
          hint="For signing in and for what clients ask. Clients do not see it."
          type="email"
          required
          maxLength={254}
          autocomplete="off"
          value={draft.email}
          error={wrong.email}
        />
      )}
      <Field
        name="bio"
        label="About"
        hint="One or two sentences that clients read when they choose."
        multiline
        maxLength={OFFER_LIMITS.bio}
        value={draft.bio}
        error={wrong.bio}
      />
      <fieldset class="checks" id="field-services" tabIndex={-1}>
        <legend>Services</legend>
        <FieldError field="services" wrong={wrong} />
        {services.length === 0 && <p class="soft">There are none yet.</p>}
        {services.map((service) => (
          <Consent
            key={service.id}
            name="services"
            value={service.id}
            checked={draft.services.includes(service.id)}
          >
            {service.name}
          </Consent>
        ))}
      </fieldset>
      <ZoneField
        value={draft.zone}
        hint="Working hours and diary are in this zone. Clients see times in their own."
        error={wrong.zone}
      />
      <Field
        name="noticeMinutes"
        class="field--short"
        label="Notice, in minutes"
        hint="How long before its start a time can still be booked."
        inputmode="numeric"
        required
        maxLength={6}
        value={draft.noticeMinutes}
        error={wrong.noticeMinutes}
      />
      <Field
        name="horizonDays"
        class="field--short"
        label="Diary open, in days"
        hint="How far ahead clients can book."
        inputmode="numeric"
        required
        maxLength={6}
        value={draft.horizonDays}
        error={wrong.horizonDays}
      />
      <div>
        <Button variant="primary" size="large">{submit}</Button>
      </div>
    </form>
  );
}
