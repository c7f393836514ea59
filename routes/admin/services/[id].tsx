import { Notice } from "@/components/ui/Notice.tsx";
import { FormNotices } from "@/components/offer/FormNotices.tsx";
import { ServicePhotoForm } from "@/components/offer/ServicePhotoForm.tsx";
import { ServiceForm } from "@/components/offer/ServiceForm.tsx";
import { serviceValues } from "@/components/offer/stored_values.ts";
import { RetireForm } from "@/components/offer/RetireForm.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { define } from "@/lib/http/state.ts";
import { servicePage } from "@/lib/pages/offer/service_page.ts";

export const handler = servicePage;

export default define.page<typeof handler>(({ data }) => {
  const { name, retired, action, form, photo, photoRefusal } = data;
  return (
    <>
      <PageHeading
        over={<a href="/admin/services">Services</a>}
        lede={retired
          ? "No longer offered. Existing bookings stay as they are."
          : name
          ? "Existing bookings keep their duration and answers."
          : "Next, choose on the artists' pages who offers it."}
      >
        {name ?? "New service"}
      </PageHeading>
      <FormNotices form={form} href={action} values={serviceValues} />
      {photoRefusal && (
        <Notice tone="error" title="The photo was not saved">
          {photoRefusal}
        </Notice>
      )}
      <ServiceForm
        {...form}
        action={action}
        submit={name ? "Save" : "Add service"}
      />
      {name && (
        <ServicePhotoForm
          action={action}
          versionstamp={form.versionstamp}
          photo={photo}
        />
      )}
      {name && (
        <RetireForm
          action={action}
          versionstamp={form.versionstamp}
          retired={retired}
          title={retired ? "Offer again" : "Stop offering"}
          restore={`Offer ${name} again`}
          ask="Stop offering…"
          confirm={`Stop offering ${name}`}
        >
          Clients can no longer book it. Existing bookings stay, and you can
          offer it again at any time.
        </RetireForm>
      )}
    </>
  );
});
