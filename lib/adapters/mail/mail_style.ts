/** The colours of the product's pages, light; mail clients do not support custom properties. */
const PAPER = "#f8f4ed";
const INK = "#271d1b";
const SOFT = "#67594f";
const LINE = "#e2d8cb";
const ACCENT = "#7b2a3f";
const ON_ACCENT = "#fff9f5";

const SERIF = "Newsreader, 'Iowan Old Style', Charter, Georgia, serif";
const SANS =
  "'Hanken Grotesk', -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/** Inline styles by part. Fits 320 pixels: nothing has a fixed width. */
export const STYLE = {
  body: `margin:0;padding:0;background-color:${PAPER};color-scheme:light dark`,
  hidden:
    "display:none;max-height:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px",
  outer:
    `width:100%;border-collapse:collapse;border-spacing:0;background-color:${PAPER}`,
  cell: "padding:32px 20px",
  column:
    `max-width:520px;margin:0 auto;font-family:${SANS};font-size:16px;line-height:1.55;` +
    `color:${INK};overflow-wrap:anywhere`,
  title:
    `margin:0 0 24px;font-family:${SERIF};font-size:30px;line-height:1.15;font-weight:400`,
  heading:
    `margin:32px 0 8px;font-family:${SERIF};font-size:21px;line-height:1.25;font-weight:400`,
  paragraph: "margin:0 0 16px",
  facts:
    `margin:8px 0 24px;padding:16px 0 4px;border-top:1px solid ${LINE};border-bottom:1px solid ${LINE}`,
  label: `margin:0;font-size:14px;color:${SOFT}`,
  value: "margin:0 0 12px",
  list: "margin:0 0 16px;padding-left:20px",
  item: "margin:0 0 6px",
  quote:
    `margin:0 0 16px;padding:0 0 0 14px;border-left:2px solid ${LINE};white-space:pre-line`,
  action: "margin:8px 0 24px",
  // 48 pixels high: a comfortable touch target.
  button:
    `display:inline-block;padding:14px 24px;border-radius:999px;background-color:${ACCENT};` +
    `color:${ON_ACCENT};font-weight:600;line-height:20px;text-decoration:none`,
  address: `margin:0 0 24px;font-size:14px;color:${SOFT}`,
  link: `color:${SOFT};word-break:break-all`,
  // A line of small print is 21 pixels high; the padding makes it a 44-pixel
  // touch target.
  tap: `color:${SOFT};display:block;padding:11px 0`,
  tapBeside:
    `color:${SOFT};display:inline-block;padding:11px 0;margin-right:20px`,
  code:
    "margin:8px 0 24px;font-size:32px;line-height:1.2;font-variant-numeric:tabular-nums;letter-spacing:0.06em",
  footer:
    `margin:40px 0 0;padding-top:16px;border-top:1px solid ${LINE};font-size:14px;color:${SOFT}`,
} as const;

/**
 * Free of `<`, `&` and quotes, so that it needs no escaping. Overrides the
 * inline styles on a dark device, hence `!important`.
 */
export const DARK =
  `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.paper{background-color:#181413!important}
.ink{color:#f1e8df!important}
.soft{color:#b8aa9e!important}
.line{border-color:#393029!important}
.button{background-color:#e3a1a9!important;color:#2b0f17!important}
}`;
