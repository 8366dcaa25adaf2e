import { wholeOf, type Money } from "@/messages/format/money";

/** A whole number of US dollars. */
export const usd = (units: number): Money => wholeOf(units, "USD");
