import type { ComponentChildren } from "preact";
import { DARK, STYLE } from "./mail_style.ts";

/**
 * The page around every mail. Styles are inline, because many mail clients drop
 * a stylesheet; the one sheet only adds the dark colours, which they may drop.
 * A table holds the width, for Outlook.
 */
export function MailFrame({ lang, title, preview, footer, children }: {
  /** BCP 47. */
  lang: string;
  title: string;
  preview: string;
  footer: string;
  children: ComponentChildren;
}) {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Otherwise iPhones turn times and places into links. */}
        <meta
          name="format-detection"
          content="telephone=no, date=no, address=no, email=no"
        />
        <title>{title}</title>
        <style>{DARK}</style>
      </head>
      <body class="paper" style={STYLE.body}>
        <div style={STYLE.hidden}>{preview}</div>
        <table role="presentation" class="paper" style={STYLE.outer}>
          <tbody>
            <tr>
              <td style={STYLE.cell}>
                <div class="ink" style={STYLE.column}>
                  {children}
                  <p class="soft line" style={STYLE.footer}>{footer}</p>
                </div>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}
