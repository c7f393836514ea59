import { Notice } from "@/components/ui/Notice.tsx";
import { page as words } from "@/words/page.ts";

/** For pages that need JavaScript: camera, call, a link's secret. */
export function NoScriptNotice() {
  return (
    <noscript>
      <Notice tone="warning" title={words.needsScript}>
        {words.needsScriptNext}
      </Notice>
    </noscript>
  );
}
