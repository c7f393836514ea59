import { internalsOf } from "../context.ts";
import type { MiddlewareFn } from "../types.ts";

export interface CSPOptions {
  /** Only report what would be blocked. */
  reportOnly?: boolean;
  /** Where browsers report to: adds `Reporting-Endpoints`, `report-to` and `report-uri`. */
  reportTo?: string;
  /** Directives that are added, or that replace the default of the same name. */
  csp?: string[];
  /** Put a nonce in place of `'unsafe-inline'`, and on every inline script and style that Fresh renders. */
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

const WITH_NONCE = new Set([
  "default-src",
  "script-src",
  "script-src-elem",
  "style-src",
  "style-src-elem",
  "style-src-attr",
]);

/**
 * Set the Content-Security-Policy header, on every kind of answer: also on error pages, which are made outside the
 * middlewares. With `useNonce` no answer ever says `'unsafe-inline'`. Source: Fresh, "csp".
 */
export function csp<State>(options: CSPOptions = {}): MiddlewareFn<State> {
  const directives = merge(options);
  const name = options.reportOnly
    ? "content-security-policy-report-only"
    : "content-security-policy";
  return async (ctx) => {
    const hidden = internalsOf(ctx);
    const nonce = options.useNonce
      ? crypto.randomUUID().replaceAll("-", "")
      : null;
    hidden.nonce = nonce;
    const apply = (res: Response) => {
      const policy = nonce === null
        ? directives
        : directives.map((directive) => withNonce(directive, nonce));
      res.headers.set(name, policy.join("; "));
      if (options.reportTo !== undefined) {
        res.headers.set(
          "reporting-endpoints",
          `csp-endpoint="${options.reportTo}"`,
        );
      }
    };
    // An error passes the middlewares by; its page gets the header at the very end.
    hidden.finishers.push((res) => {
      if (!res.headers.has(name)) apply(res);
    });
    const res = await ctx.next();
    if (res.status === 101) return res;
    // Set here, so that a middleware further out can still say otherwise.
    const own = new Response(res.body, res);
    apply(own);
    return own;
  };
}

function merge({ csp = [], reportTo }: CSPOptions): string[] {
  const byName = new Map<string, string>();
  for (const directive of [...DEFAULTS, ...csp]) {
    byName.set(nameOf(directive), directive.trim());
  }
  if (reportTo !== undefined) {
    byName.set("report-to", "report-to csp-endpoint");
    byName.set("report-uri", `report-uri ${reportTo}`);
  }
  return [...byName.values()];
}

function withNonce(directive: string, nonce: string): string {
  const name = nameOf(directive);
  if (!WITH_NONCE.has(name)) return directive;
  const source = `'nonce-${nonce}'`;
  if (directive.includes("'unsafe-inline'")) {
    return directive.replaceAll("'unsafe-inline'", source);
  }
  // Without it a policy that never mentions inline scripts would stop the islands of its own page.
  const takesOne = /^(script|style)-src(-elem)?$/.test(name) &&
    !directive.includes("'none'");
  return takesOne ? `${directive} ${source}` : directive;
}

function nameOf(directive: string): string {
  return directive.trim().split(/\s/, 1)[0]!.toLowerCase();
}
