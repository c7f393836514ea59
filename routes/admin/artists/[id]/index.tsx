import { UpcomingBookings } from "@/components/offer/UpcomingBookings.tsx";
import { FormNotices } from "@/components/offer/FormNotices.tsx";
import { ProfileForm } from "@/components/offer/ProfileForm.tsx";
import { profileValues } from "@/components/offer/stored_values.ts";
import { RetireForm } from "@/components/offer/RetireForm.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { define } from "@/lib/http/state.ts";
import { artistPage } from "@/lib/pages/offer/artist_page.ts";

export const handler = artistPage;

export default define.page<typeof handler>(({ data }) => {
  const { artist, retired, action, form } = data;
  const name = artist?.name ?? "";
  return (
    <>
      <PageHeading
        over={<a href="/admin/artists">Artists</a>}
        lede={retired
          ? "Deactivated: cannot be booked and cannot sign in."
          : artist
          ? (
            <a href={`/admin/artists/${artist.id}/hours`}>
              Hours, special days and time off
            </a>
          )
          : "They can sign in right away. Next, set their hours, or ask them to."}
      >
        {artist?.name ?? "New artist"}
      </PageHeading>
      <FormNotices form={form} href={action} values={profileValues} />
      <UpcomingBookings
        artist={name}
        retired={retired}
        bookings={data.ahead}
      />
      <ProfileForm
        {...form}
        action={action}
        services={data.services}
        submit={artist ? "Save" : "Add artist"}
      />
      {artist && (
        <RetireForm
          action={action}
          versionstamp={form.versionstamp}
          retired={retired}
          title={retired ? "Reactivate" : "Deactivate"}
          restore={`Reactivate ${name}`}
          ask="Deactivate this artist…"
          confirm={`Deactivate ${name}`}
        >
          They are signed out right away, cannot sign in and cannot be booked.
          Cancel or decline their bookings first, so that each client hears
          about it. You can reactivate them at any time.
        </RetireForm>
      )}
    </>
  );
});
