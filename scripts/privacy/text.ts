import { outside, register, registerKeys } from "@/lib/privacy/register";
import { settingsOf } from "@/lib/privacy/periods";
import { messages, translator } from "@/messages";

/** `docs/privacy.md`: the register of what is kept of people (O22, O26), in English, with the columns of each part. */
export function registerText(): string {
  const t = translator("en", "privacy");
  const part = (key: (typeof registerKeys)[number]) => {
    const { whom, period, erasure, columns } = register[key];
    return [
      `## ${t(`kinds.${key}.title`)}`,
      "",
      `- ${t("page.whom")}: ${t(`whom.${whom}`)}`,
      `- ${t("page.what")}: ${t(`kinds.${key}.what`)}`,
      `- ${t("page.why")}: ${t(`kinds.${key}.why`)}`,
      `- ${t("page.howLong")}: ${t(`periods.${period}`, settingsOf(defaults))}`,
      `- ${t("page.onRequest")}: ${t(`erasures.${erasure}`)}`,
      ...Object.entries<readonly string[]>(columns).map(
        ([table, names]) => `- \`${table}\`: ${names.map((name) => `\`${name}\``).join(", ")}`,
      ),
      "",
    ];
  };
  return [
    "<!-- Written by `npm run privacy`, from lib/privacy/register.ts and messages/en/privacy.json. -->",
    "",
    `# ${messages.en.privacy.page.kept}`,
    "",
    `${t("page.intro")} Periods are those of the default settings ([settings](settings.md#personal-data)); years are the programme’s own.`,
    "",
    ...registerKeys.flatMap(part),
    `## ${t("page.outside")}`,
    "",
    ...outside.map((key) => `- **${t(`elsewhere.${key}.title`)}**: ${t(`elsewhere.${key}.text`)}`),
    "",
  ].join("\n");
}

const defaults = { keptYears: 7, mailDays: 400, signInDays: 180, accountDays: 730 };
