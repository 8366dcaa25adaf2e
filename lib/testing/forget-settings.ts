import { settingNames } from "../config";

/**
 * Forgets the settings of a product that this shell may hold: what is tried or measured sends with no
 * real key, keeps no file in a real bucket and reaches no real database.
 */
export function forgetSettings(): void {
  for (const name of settingNames) Reflect.deleteProperty(process.env, name);
}
