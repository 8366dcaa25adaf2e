import { createContext, useContext, type ReactNode } from "react";
import { Body, Container, Document, Padded, Preview, Text } from "./elements";
import { color, font, style } from "./style";
import { productName, wordsOf, type Locale } from "./words";

type Props = {
  locale: Locale;
  /** The first words, which a mail program shows beside the subject. */
  preview: string;
  /** The company that writes; the product alone when it is not given. */
  from?: string;
  title: string;
  children: ReactNode;
  footer: string[];
};

/** In whose name the product writes; empty: in its own. */
export const SenderName = createContext("");

/** The frame of every e-mail: who writes, a title, the text, and why it came. */
export function Layout({ locale, preview, from, title, children, footer }: Props) {
  const product = useContext(SenderName) || productName(locale);
  return (
    <Document lang={locale} title={title} styles={style}>
      <Body className="page" backgroundColor={color.page} fontFamily={font}>
        <Preview>{preview}</Preview>
        <Container
          className="frame"
          style={{ maxWidth: "600px", margin: "0 auto", padding: "24px 12px" }}
        >
          <Padded
            className="card"
            style={{
              backgroundColor: color.card,
              border: `1px solid ${color.line}`,
              borderRadius: "8px",
            }}
          >
            <Padded
              cellClass="head"
              padding="20px 32px"
              cellStyle={{ borderBottom: `1px solid ${color.line}` }}
            >
              <Text className="text" style={{ ...small, color: color.text, margin: 0 }}>
                <strong>{from ?? product}</strong>
                {from !== undefined && (
                  <span className="soft" style={{ color: color.soft }}>
                    {" "}
                    {wordsOf(locale)("via", { product })}
                  </span>
                )}
              </Text>
            </Padded>
            <Padded cellClass="main" padding="24px 32px 16px">
              <h1
                className="text"
                style={{
                  margin: "0 0 16px",
                  color: color.text,
                  fontFamily: font,
                  fontSize: "24px",
                  lineHeight: "32px",
                  fontWeight: 600,
                }}
              >
                {title}
              </h1>
              {children}
            </Padded>
          </Padded>
          <Padded cellClass="foot" padding="16px 32px 0">
            {footer.map((line) => (
              <Text
                key={line}
                className="soft"
                style={{ ...small, color: color.soft, margin: "0 0 4px" }}
              >
                {line}
              </Text>
            ))}
          </Padded>
        </Container>
      </Body>
    </Document>
  );
}

const small = { fontFamily: font, fontSize: "14px", lineHeight: "20px" };
