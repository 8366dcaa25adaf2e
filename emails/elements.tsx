import type { CSSProperties, ReactNode } from "react";
import { directionOf } from "@/messages/format/direction";

/**
 * The few elements that every mail program lays out alike: tables for boxes, styles inline, margins
 * said in full, because each program has defaults of its own.
 */
type Box = { className?: string; style?: CSSProperties; children: ReactNode };

const table = {
  role: "presentation",
  border: 0,
  cellPadding: "0",
  cellSpacing: "0",
} as const;

/** The document, with what mail programs need to be told before the first style. */
export function Document({
  lang,
  title,
  styles,
  children,
}: {
  lang: string;
  title: string;
  /** Our own style sheet; nothing that people typed. */
  styles: string;
  children: ReactNode;
}) {
  return (
    <html lang={lang} dir={directionOf(lang) ?? "ltr"}>
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
        <meta name="x-apple-disable-message-reformatting" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          name="format-detection"
          content="telephone=no, date=no, address=no, email=no, url=no"
        />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      {children}
    </html>
  );
}

/** The page: some programs drop the body's own colour, so that a cell across it has it too. */
export function Body({
  className,
  backgroundColor,
  fontFamily,
  children,
}: {
  className: string;
  backgroundColor: string;
  fontFamily: string;
  children: ReactNode;
}) {
  return (
    <body className={className} style={{ backgroundColor, margin: 0, padding: 0 }}>
      <table {...table} width="100%" align="center">
        <tbody>
          <tr>
            <td style={{ backgroundColor, fontFamily }}>{children}</td>
          </tr>
        </tbody>
      </table>
    </body>
  );
}

const PREVIEW = 150;

/**
 * What a mail program shows beside the subject. Filled up with characters that cannot be seen, so
 * that the text of the e-mail does not run on behind it.
 */
export function Preview({ children }: { children: string }) {
  const text = children.slice(0, PREVIEW);
  return (
    <div
      data-skip-in-text={true}
      style={{
        display: "none",
        overflow: "hidden",
        lineHeight: "1px",
        opacity: 0,
        maxHeight: 0,
        maxWidth: 0,
      }}
    >
      {text}
      {text.length < PREVIEW && (
        <div>{"\u00A0\u200C\u200B\u200D\u200E\u200F\uFEFF".repeat(PREVIEW - text.length)}</div>
      )}
    </div>
  );
}

/** A column in the middle of the page. */
export function Container({ className, style, children }: Box) {
  return (
    <table {...table} width="100%" align="center" className={className} style={style}>
      <tbody>
        <tr style={{ width: "100%" }}>
          <td>{children}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** A box whose padding Outlook keeps: it stands on the cell, not on the table. */
export function Padded({
  className,
  style,
  cellClass,
  cellStyle,
  padding = 0,
  children,
}: Box & { cellClass?: string; cellStyle?: CSSProperties; padding?: string | number }) {
  return (
    <table {...table} width="100%" align="center" className={className} style={style}>
      <tbody style={{ width: "100%" }}>
        <tr style={{ width: "100%" }}>
          <td className={cellClass} style={{ ...cellStyle, padding }}>
            {children}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** A paragraph; `skipInText` keeps it out of the text part. */
export function Text({
  className,
  style,
  skipInText,
  children,
}: Box & { style: CSSProperties & { margin: string | number }; skipInText?: boolean }) {
  return (
    <p className={className} style={style} data-skip-in-text={skipInText}>
      {children}
    </p>
  );
}

/** A link that looks like a button. Outlook knows no padding of a link: the cell has it there. */
export function Button({
  href,
  className,
  padding,
  style,
  children,
}: Box & { href: string; padding: string; style: CSSProperties }) {
  const cell = { borderRadius: style.borderRadius, msoPaddingAlt: padding };
  return (
    <table {...table}>
      <tbody>
        <tr>
          <td className={className} style={{ ...cell, backgroundColor: style.backgroundColor }}>
            <a
              href={href}
              target="_blank"
              rel="noreferrer"
              className={className}
              style={{ ...style, display: "inline-block", padding, textDecoration: "none" }}
            >
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
