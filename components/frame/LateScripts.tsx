import { reloadWithoutScripts } from "@/lib/client/page/late_scripts.ts";

/**
 * For pages that do nothing without their scripts, before these: a deploy may
 * remove the scripts while the page is on its way. Inline, because a file would
 * be gone with them; Fresh adds the nonce.
 */
export function LateScripts() {
  const text = `(${reloadWithoutScripts})()`;
  // The text is ours.
  // deno-lint-ignore react-no-danger
  return <script dangerouslySetInnerHTML={{ __html: text }} />;
}
