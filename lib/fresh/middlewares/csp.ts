import { internalsOf } from "../context.ts";
import type { MiddlewareFn } from "../types.ts";

export interface CSPOptions {
  /** Only reports what would be blocked. */
  reportOnly?: boolean;
  /** Where browsers report to: adds `Reporting-Endpoints`, `report-to` and `report-uri`. */
  reportTo?: string;
  /** Directives to add, or to replace the default of the same name. */
  csp?: string[];
  /**
   * Replaces `'unsafe-inline'` with a nonce, and sets it on every inline script
   * and style that Fresh renders.
   */
  useNonce?: boolean;
}

const DEFAULTS = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

const WITH_NONCE = /^(default-src|script-src(-elem)?|style-src(-elem|-attr)?)$/;

/**
 * Sets the Content-Security-Policy header on every kind of response, including
 * error pages, which are made outside the middlewares. With `useNonce` no
 * response contains `'unsafe-inline'`. Source: Fresh, "csp".
 */
export function csp<State>(options: CSPOptions = {}): MiddlewareFn<State> {
  const { reportOnly, reportTo, useNonce } = options;
  const directives = merge(options);
  const name = "content-security-policy" + (reportOnly ? "-report-only" : "");
  return async (ctx) => {
    const hidden = internalsOf(ctx);
    const nonce = useNonce ? crypto.randomUUID().replaceAll("-", "") : null;
    hidden.nonce = nonce;
    const policy = nonce === null
      ? directives
      : directives.map((directive) => withNonce(directive, nonce));
    const apply = ({ headers }: Response) => {
      headers.set(name, policy.join("; "));
      if (reportTo === undefined) return;
      headers.set("reporting-endpoints", `csp-endpoint="${reportTo}"`);
    };
    // An error bypasses the middlewares; its page gets the header at the end.
    hidden.finishers.push((res) => {
      if (!res.headers.has(name)) apply(res);
    });
    const res = await ctx.next();
    if (res.status === 101) return res;
    // Set here too, so that an outer middleware can still change it.
    const own = new Response(res.body, res);
    apply(own);
    return own;
  };
}

function merge({ csp = [], reportTo }: CSPOptions): string[] {
  const reports = ["report-to csp-endpoint", `report-uri ${reportTo}`];
  const all = [...DEFAULTS, ...csp, ...(reportTo ? reports : [])];
  return [...new Map(all.map((one) => [nameOf(one), one.trim()])).values()];
}

function withNonce(directive: string, nonce: string): string {
  if (!WITH_NONCE.test(nameOf(directive))) return directive;
  const source = `'nonce-${nonce}'`;
  const own = directive.replaceAll("'unsafe-inline'", source);
  // A policy that never mentions inline scripts would block its own islands.
  const lacks = own === directive && !directive.includes("'none'");
  return lacks && /^(script|style)-src(-elem)?\s/.test(directive)
    ? `${directive} ${source}`
    : own;
}

function nameOf(directive: string): string {
  return directive.trim().split(/\s/, 1)[0]!.toLowerCase();
}
