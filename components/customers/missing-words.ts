import { getTranslations } from "next-intl/server";
import type { getCriterionWords } from "../engagements/words";

type Missing = { metric: string; direction: "rise" | "fall"; by: number };

/** How a figure that is missing is told: "12 more needed", "5 percentage points less needed". */
export async function getMissingWords(words: Awaited<ReturnType<typeof getCriterionWords>>) {
  const t = await getTranslations("customers.why.missing");
  return ({ metric, direction, by }: Missing): string =>
    words.isShare(metric)
      ? t(`${direction}_share`, { points: words.points(by) })
      : t(direction, { by: words.figure(metric, by) });
}
