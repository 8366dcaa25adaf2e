import { getConfig } from "@/lib/config";
import { TEST_SECRET } from "./secret";

/** Puts other keys in APP_SECRET, the newest first; without any, those of all tests again. */
export function setKeys(...keys: string[]): void {
  Object.assign(getConfig(), { APP_SECRET: keys.length > 0 ? keys : [TEST_SECRET] });
}
