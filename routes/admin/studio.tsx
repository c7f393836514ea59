import { FormNotices } from "@/components/offer/FormNotices.tsx";
import { studioValues } from "@/components/offer/stored_values.ts";
import { Admins } from "@/components/offer/Admins.tsx";
import { StudioForm } from "@/components/offer/StudioForm.tsx";
import { SignOutEverywhere } from "@/components/staff/SignOutEverywhere.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { define } from "@/lib/http/state.ts";
import { studioPage } from "@/lib/pages/offer/studio_page.ts";

/** The studio's details, and its admins. */
export const handler = studioPage;

export default define.page<typeof handler>(({ data }) => {
  const { form, action, admins, adding } = data;
  return (
    <>
      <PageHeading>The studio</PageHeading>
      <FormNotices form={form} href={action} values={studioValues} />
      <StudioForm {...form} action={action} />
      <Admins
        action={action}
        admins={admins}
        adding={adding}
        errors={form.errors}
      />
      <SignOutEverywhere />
    </>
  );
});
