import { sql } from "drizzle-orm";
import { findNeeded } from "@/lib/claims/documents/queries";
import { transaction } from "@/lib/ctx";
import { receiveBytes } from "@/lib/files/receive";
import { png } from "@/testing/documents";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { addTemplate } from "./add-template";
import { getTemplate, listTemplates } from "./queries";
import { removeTemplate } from "./remove-template";

const f = fixture();
const editor = async () => f.ctx(await f.operator({ roles: ["catalogue_editor"] }));

test("P14 a template is added for good, fetched by partners, and removed while no version names it", async () => {
  const ctx = await editor();
  const company = await f.partner();
  const bytes = png();
  const add = async (name: string, by = ctx) =>
    addTemplate(by, { name, file: await receiveBytes(bytes) });
  const reviewer = f.ctx(await f.operator({ roles: ["reviewer"] }));
  expect(await refusedWith(add("a.png", reviewer))).toBe("forbidden");
  expect(await refusedWith(add("日本.png"))).toBe("template_name");
  expect(await refusedWith(add("virus.exe"))).toBe("file_type");
  expect(await refusedWith(add("words.docx"))).toBe("file_mismatch");
  const name = await add("Mijn sjabloon 1.0.PNG");
  expect(name).toBe("mijn-sjabloon-1.0.png");
  expect(await add("mijn sjabloon 1.0.png")).toBe(name);
  const another = addTemplate(ctx, { name, file: await receiveBytes(png(5, 5)) });
  expect(await refusedWith(another)).toBe("template_taken");
  const found = await transaction(f.ctx(company.admin), (tx) => getTemplate(tx, name));
  expect(found).toMatchObject({ name, mediaType: "image/png", size: bytes.length });
  expect(await transaction(f.system(), (tx) => findNeeded(tx, [found.sha256]))).toEqual(
    new Set([found.sha256]),
  );
  await f.engagement({
    poe: [
      {
        kind: "invoice",
        templates: [{ url: `/templates/${name}`, version: "1.0", validFrom: "2026-01-01" }],
      },
    ],
  });
  expect(await transaction(ctx, listTemplates)).toMatchObject([{ name, used: true }]);
  expect(await refusedWith(removeTemplate(ctx, { name }))).toBe("template_used");
  const other = await add("other.png");
  await removeTemplate(ctx, { name: other });
  expect(await refusedWith(removeTemplate(ctx, { name: other }))).toBe("not_found");
  const told = await f.sql(
    "select event from audit_log where event like 'template.%' and data ->> 'name' = $1 order by seq",
    [other],
  );
  expect(told).toEqual([{ event: "template.added" }, { event: "template.removed" }]);
});

test("P14 a partner writes no template, whatever the application does", async () => {
  const company = await f.partner();
  const write = transaction(f.ctx(company.admin), (tx) =>
    tx.db
      .execute(sql`insert into template_files (name, media_type, size, sha256, added_at, added_by)
      values ('x.png', 'image/png', 1, sha256('x'), now(), ${company.admin.userId})`),
  );
  await expect(write).rejects.toThrow();
});
