import { asset } from "fresh/runtime";
import { ownLink } from "@/words/entry_page.ts";
import { CopyLink } from "./CopyLink.tsx";
import { CopiedLabel, InsideApp } from "./InsideApp.tsx";

const words = ownLink.phone;

/**
 * What the waiting room shows of the client's link, for the module
 * `lib/client/entries/own_link.ts`: few clients need it, so it loads when it is
 * opened, and its markup is here and not in the island's code.
 */
export function OwnLinkTemplates(
  { src }: { readonly src: string | undefined },
) {
  if (src === undefined) return null;
  return (
    <div hidden data-entry="own-link" data-src={asset(src)}>
      <template data-template="inside-app">
        <InsideApp />
      </template>
      <template data-template="copied">
        <CopiedLabel />
      </template>
      <template data-template="checking">
        <p role="status">{words.checking}</p>
      </template>
      <template data-template="no-link">
        <p>{words.openMail}</p>
      </template>
      <template data-template="phone">
        <PhoneLink />
      </template>
    </div>
  );
}

/** The link for a phone's camera, and in words. The code stays dark on white on a dark page: many scanners read no other. */
function PhoneLink() {
  return (
    <div class="stack">
      <p>{words.why}</p>
      <svg
        class="qr-code"
        role="img"
        aria-label={words.code}
        shape-rendering="crispEdges"
        data-part="code"
      >
        <rect width="100%" height="100%" fill="#fff" />
        <path fill="#000" />
      </svg>
      <p>{words.orCopy}</p>
      <div class="row">
        <CopyLink shown />
      </div>
      <p class="soft">{words.then}</p>
    </div>
  );
}
