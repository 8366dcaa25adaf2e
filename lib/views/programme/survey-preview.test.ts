import { transaction, type Ctx } from "@/lib/ctx";
import { changeVersion } from "@/lib/engagements/editing/change-version";
import { publishVersion } from "@/lib/engagements/editing/publish-version";
import { changeVersionInput, publishInput } from "@/lib/engagements/editing/schema";
import { askedSurvey } from "@/lib/views/asked-survey";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { sent, surveyed } from "@/testing/surveys";
import { surveyPreview } from "./survey-preview";

const f = fixture();
const look = (ctx: Ctx, slug: string, number: string, language: "en" | "nl" = "en") =>
  transaction(ctx, (tx) => surveyPreview(tx, { slug, kind: "customer", number, language }));
const labels = ({ questions }: { questions: { label: string }[] }) =>
  questions.map(({ label }) => label);

test("P15 a draft's survey is looked at as it will be asked; what was sent stays as it was sent", async () => {
  const it = await sent(f, await surveyed(f));
  const { slug } = it.engagement;
  const editor = f.ctx(await f.operator({ roles: ["catalogue_editor"] }));
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select $1, key, '2026-01-01', null from market_bands on conflict do nothing`,
    [it.engagement.id],
  );
  const before = await look(editor, slug, "1");
  const asked = () =>
    transaction(f.ctx(it.visitor, f.now), (tx) => askedSurvey(tx, { language: "en" }));
  const was = await asked();
  expect(before.questions).toEqual(was.questions);

  await changeVersion(
    editor,
    changeVersionInput.parse({
      part: "surveys",
      slug,
      revision: "0",
      partnerSurvey: "",
      customerSurvey:
        "went | yes_no! | Did it take place? | Vond het plaats?\nwhy | text | Why not? | Waarom niet?\n? went = no",
    }),
  );
  expect(labels(await look(editor, slug, "2"))).toEqual(["Did it take place?", "Why not?"]);
  expect(await look(editor, slug, "2", "nl")).toMatchObject({
    language: "nl",
    partnerName: "Voorbeeldpartner",
    questions: [{ label: "Vond het plaats?", conditional: false }, { conditional: true }],
  });
  const day = f.now.toISOString().slice(0, 10);
  await publishVersion(editor, publishInput.parse({ slug, revision: "1", day }));
  expect((await asked()).questions).toEqual(was.questions);
  expect((await look(editor, slug, "1")).questions).toEqual(was.questions);
});

test("P15 only the programme looks, at what there is", async () => {
  const { slug } = await f.engagement();
  const { admin } = await f.partner();
  const reader = f.ctx(await f.operator({ roles: ["reader"] }));
  expect(await refusedWith(look(f.ctx(admin), slug, "1"))).toBe("forbidden");
  expect(await refusedWith(look(reader, slug, "2"))).toBe("not_found");
  expect(await refusedWith(look(reader, "absent", "1"))).toBe("not_found");
  expect((await look(reader, slug, "1")).questions).toEqual([]);
});
