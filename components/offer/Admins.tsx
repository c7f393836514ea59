import { Button } from "@/components/ui/Button.tsx";
import { ConfirmedForm } from "@/components/ui/ConfirmedForm.tsx";
import { DataTable } from "@/components/ui/DataTable.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";

interface Account {
  readonly name: string;
  readonly email: string;
}

export interface AdminsProps {
  readonly action: string;
  readonly admins: readonly Account[];
  /** What was typed into the form for a new admin. */
  readonly adding: Account;
  readonly errors: Readonly<Record<string, string>>;
}

/** The admins, and the form to add one. */
export function Admins({ action, admins, adding, errors }: AdminsProps) {
  return (
    <section class="offer-part day-section" aria-labelledby="admins">
      <h2 id="admins">Admins</h2>
      <p class="soft">
        Admins see every consultation and can change everything here. Grant
        sparingly.
      </p>
      <DataTable
        caption="Admins"
        columns={[{ label: "Name" }, { label: "Email" }, { label: "Remove" }]}
        rows={admins.map(({ name, email }) => ({
          key: email,
          cells: [
            name,
            email,
            admins.length === 1 ? "Can't remove the last admin" : (
              <ConfirmedForm
                action={action}
                fields={{ do: "remove_admin", email }}
                ask="Remove"
                confirm={`Remove ${name}`}
              >
                They will be signed out and can no longer sign in.
              </ConfirmedForm>
            ),
          ],
        }))}
      />
      <AddAdmin action={action} adding={adding} errors={errors} />
    </section>
  );
}

function AddAdmin(
  { action, adding, errors }: Omit<AdminsProps, "admins">,
) {
  return (
    <form class="form offer-form" method="post" action={action}>
      <input type="hidden" name="do" value="add_admin" />
      <h3>Add an admin</h3>
      <Field
        name="adminName"
        label="Name"
        required
        maxLength={OFFER_LIMITS.name}
        autocomplete="off"
        value={adding.name}
        error={errors.adminName}
      />
      <Field
        name="adminEmail"
        label="Email"
        hint="For signing in."
        type="email"
        required
        maxLength={254}
        autocomplete="off"
        value={adding.email}
        error={errors.adminEmail}
      />
      <div>
        <Button>Add</Button>
      </div>
    </form>
  );
}
