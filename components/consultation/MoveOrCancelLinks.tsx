import { LinkButton } from "@/components/ui/Button.tsx";

/** Links from the studio's page of a consultation to the pages that change it. */
export function MoveOrCancelLinks({ page }: { readonly page: string }) {
  return (
    <div class="row">
      <LinkButton href={`${page}/move`} variant="quiet">Move</LinkButton>
      <LinkButton href={`${page}/cancel`} variant="quiet">Cancel</LinkButton>
    </div>
  );
}
