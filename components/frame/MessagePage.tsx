import type { ComponentChildren } from "preact";
import { BrandMark } from "./BrandMark.tsx";

export interface MessagePageProps {
  title: ComponentChildren;
  children?: ComponentChildren;
  action?: ComponentChildren;
  /** Over: nothing more happens here. */
  closed?: boolean | undefined;
  testId?: string | undefined;
}

/** A page with one message. It replaces another view while the user watches, so it is announced. */
export function MessagePage(
  { title, children, action, closed, testId }: MessagePageProps,
) {
  return (
    <section class="message-page" role="status" data-testid={testId}>
      <BrandMark closed={closed} />
      <h1>{title}</h1>
      {children ? <div class="lede">{children}</div> : null}
      {action ? <div class="page-action">{action}</div> : null}
    </section>
  );
}
