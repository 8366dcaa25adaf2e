import { Column, Row } from "@react-email/components";
import type { CSSProperties, ReactNode } from "react";

type Props = {
  className?: string;
  style?: CSSProperties;
  cellClass?: string;
  cellStyle?: CSSProperties;
  padding?: string;
  children: ReactNode;
};

/** A box whose padding Outlook keeps: it stands on the cell, not on the table. */
export function Padded({ className, style, cellClass, cellStyle, padding, children }: Props) {
  return (
    <Row className={className} style={style}>
      <Column className={cellClass} style={{ ...cellStyle, padding: padding ?? 0 }}>
        {children}
      </Column>
    </Row>
  );
}
