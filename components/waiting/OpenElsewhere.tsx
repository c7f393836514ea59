import { Button, type ButtonProps } from "@/components/ui/Button.tsx";
import { MessagePage } from "@/components/frame/MessagePage.tsx";
import { pageEnds } from "@/words/page_ends.ts";

export interface OpenElsewhereProps {
  readonly title: string;
  readonly size?: ButtonProps["size"];
  readonly onClaim: () => void;
}

/** Another tab of this person is active: this one has stepped back, and never takes over by itself. */
export function OpenElsewhere({ title, size, onClaim }: OpenElsewhereProps) {
  return (
    <MessagePage
      title={title}
      action={
        <Button type="button" variant="primary" size={size} onClick={onClaim}>
          {pageEnds.elsewhere.useThisTab}
        </Button>
      }
    >
      <p>{pageEnds.elsewhere.text}</p>
    </MessagePage>
  );
}
