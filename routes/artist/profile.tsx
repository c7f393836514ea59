import { FormNotices } from "@/components/offer/FormNotices.tsx";
import { ProfileForm } from "@/components/offer/ProfileForm.tsx";
import { profileValues } from "@/components/offer/stored_values.ts";
import { SignOutEverywhere } from "@/components/staff/SignOutEverywhere.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { define } from "@/lib/http/state.ts";
import { profilePage } from "@/lib/pages/offer/profile_page.ts";

export const handler = profilePage;

export default define.page<typeof handler>(
  ({ data: { action, form, services } }) => (
    <>
      <PageHeading lede="The studio can change your name and sign-in address.">
        Your profile
      </PageHeading>
      <FormNotices form={form} href={action} values={profileValues} />
      <ProfileForm
        {...form}
        action={action}
        services={services}
        submit="Save"
      />
      <SignOutEverywhere />
    </>
  ),
);
