import { Notice } from "@/components/ui/Notice.tsx";

/** Tells the studio that a consultation was moved. */
export function MovedNotice({ when }: { readonly when: string }) {
  return (
    <Notice tone="success" title="The consultation is moved">
      It is now on{" "}
      {when}. The client has an email with the new time and a new link.
    </Notice>
  );
}
