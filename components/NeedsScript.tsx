import { Notice } from "./Notice.tsx";

/** For pages that cannot do their work without JavaScript: camera, call, a link's secret. */
export function NeedsScript() {
  return (
    <noscript>
      <Notice tone="warning" title="This page needs JavaScript">
        Switch it on for this site in your browser's settings, and reload.
      </Notice>
    </noscript>
  );
}
