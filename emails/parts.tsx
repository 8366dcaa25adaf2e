import type { ReactNode } from "react";
import { Button, Padded, Text } from "./elements";
import { color, font } from "./style";
import type { Fact } from "./workshop";

const body = { fontFamily: font, fontSize: "16px", lineHeight: "24px", color: color.text };

const box = {
  backgroundColor: color.box,
  border: `1px solid ${color.line}`,
  borderRadius: "6px",
  margin: "8px 0 24px",
};

/** One paragraph. */
export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="text" style={{ ...body, margin: "0 0 16px" }}>
      {children}
    </Text>
  );
}

/** A sentence that must not be overlooked. */
export function Strong({ children }: { children: ReactNode }) {
  return (
    <Text className="text" style={{ ...body, margin: "0 0 16px", fontWeight: 600 }}>
      {children}
    </Text>
  );
}

/** The facts, one below the other, each with its name. */
export function Facts({ rows }: { rows: Fact[] }) {
  return (
    <Padded className="box" style={box} padding="16px 20px 8px">
      {rows.map(([label, value]) => (
        <Text
          key={label}
          className="text"
          style={{ ...body, margin: "0 0 12px", overflowWrap: "anywhere" }}
        >
          <span
            className="soft"
            style={{ color: color.soft, fontSize: "14px", lineHeight: "20px" }}
          >
            {label}
          </span>
          <br />
          {value}
        </Text>
      ))}
    </Padded>
  );
}

/** The one link of an e-mail, with its address in sight. */
export function Action({
  label,
  address,
  caption,
}: {
  label: string;
  address: string;
  caption: string;
}) {
  return (
    <Padded style={{ margin: "8px 0 24px" }}>
      <Button
        href={address}
        className="act"
        padding="12px 24px"
        style={{
          backgroundColor: color.brand,
          color: color.onBrand,
          borderRadius: "4px",
          fontFamily: font,
          fontSize: "16px",
          lineHeight: "24px",
          fontWeight: 600,
        }}
      >
        {label}
      </Button>
      <Text
        className="soft"
        skipInText
        style={{
          fontFamily: font,
          fontSize: "14px",
          lineHeight: "20px",
          color: color.soft,
          margin: "12px 0 0",
        }}
      >
        {caption}
        <br />
        <span style={{ wordBreak: "break-all" }}>{address}</span>
      </Text>
    </Padded>
  );
}

/** A second link, small, with its address in sight: to change how often such an e-mail comes. */
export function SmallLink({ label, address }: { label: string; address: string }) {
  return (
    <Text
      className="soft"
      style={{
        fontFamily: font,
        fontSize: "14px",
        lineHeight: "20px",
        color: color.soft,
        margin: "0 0 16px",
      }}
    >
      {label}
      <br />
      <a href={address} style={{ color: color.soft, wordBreak: "break-all" }}>
        {address}
      </a>
    </Text>
  );
}

/** What a part of an e-mail is about, above it. */
export function Heading({ children }: { children: ReactNode }) {
  return (
    <h2
      className="text"
      style={{
        ...body,
        fontSize: "18px",
        fontWeight: 600,
        margin: "24px 0 0",
        overflowWrap: "anywhere",
      }}
    >
      {children}
    </h2>
  );
}

/** A code to type, easy to read and to copy. */
export function Code({ children }: { children: string }) {
  return (
    <Padded className="box" style={box} padding="16px 20px">
      <Text
        className="text"
        style={{
          margin: 0,
          color: color.text,
          fontFamily: 'Consolas, "Courier New", monospace',
          fontSize: "32px",
          lineHeight: "40px",
          letterSpacing: "6px",
        }}
      >
        {children}
      </Text>
    </Padded>
  );
}

/** What a person wrote, word for word. */
export function Quote({ children }: { children: string }) {
  return (
    <Padded className="box" style={box} padding="16px 20px">
      <Text className="text" style={{ ...body, margin: 0 }}>
        {lines(children)}
      </Text>
    </Padded>
  );
}

/** A text of several sections; the first line of each is its heading. */
export function Sections({ title, text }: { title: string; text: string }) {
  return (
    <Padded style={{ margin: "8px 0 0" }}>
      <h2
        className="text"
        style={{
          ...body,
          fontSize: "18px",
          lineHeight: "24px",
          fontWeight: 600,
          margin: "0 0 12px",
        }}
      >
        {title}
      </h2>
      {text.split("\n\n").map((section) => {
        const [heading = "", ...rest] = section.split("\n");
        return (
          <Text
            key={heading}
            className="text"
            style={{ ...body, fontSize: "14px", lineHeight: "20px", margin: "0 0 12px" }}
          >
            <strong>{heading}</strong>
            {rest.length > 0 && <br />}
            {lines(rest.join("\n"))}
          </Text>
        );
      })}
    </Padded>
  );
}

function lines(text: string): ReactNode[] {
  return text
    .split("\n")
    .flatMap((line, index) => (index === 0 ? [line] : [<br key={index} />, line]));
}
