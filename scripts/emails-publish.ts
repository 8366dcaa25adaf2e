import { Resend } from "resend";
import { publishTemplates } from "@/lib/mail/publish-templates";
import { filled } from "./run/from-files";

/** `npm run emails:publish`: every e-mail as a template at Resend. */
async function main(): Promise<void> {
  const key = filled(process.env).RESEND_API_KEY;
  if (!key) {
    console.log(
      "RESEND_API_KEY is missing: set it to a key of Resend with full access, and run this again.",
    );
    process.exitCode = 1;
    return;
  }
  // What rendering needs to be set; nothing of it stands in a template.
  process.env.APP_URL ??= "https://engagements.example";
  process.env.APP_SECRET ??= "not-used:-templates-hold-variables-in-place-of-tokens";
  process.env.APP_DATABASE_URL ??= "postgresql://none@127.0.0.1:1/none";
  const count = { created: 0, changed: 0, unchanged: 0 };
  await publishTemplates(new Resend(key), {
    pauseMs: 600,
    tell: ({ alias, result }) => {
      count[result] += 1;
      if (result !== "unchanged") console.log(`${result}  ${alias}`);
    },
  });
  console.log(`${count.created} created, ${count.changed} changed, ${count.unchanged} unchanged.`);
}

main().catch((error: unknown) => {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
