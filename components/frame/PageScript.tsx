import { asset } from "fresh/runtime";

/**
 * A page's own module, one of `lib/client/entries/`; the policy allows it by
 * 'self', and Fresh adds the nonce. Renders nothing before the assets are
 * built.
 */
export function PageScript({ src }: { readonly src: string | undefined }) {
  return src === undefined
    ? null
    : <script type="module" src={asset(src)}></script>;
}
