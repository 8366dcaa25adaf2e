import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { pdfOf } from "@/testing/pdfs";
import { forms, workshop } from "./walk-table";
import { base, contexts, everybody, subjects, walk } from "./walkers";
import { sql } from "./world";

/** Nobody does what they may not: every form of a route and every server action, with the database before and after. */
walk();

test("every form of a route refuses whoever may not send it, and changes nothing", async () => {
  const state = () =>
    sql(
      "select count(*) filter (where removed_at is null) as here, count(*) as ever from claim_documents",
    );
  const before = await state();
  const wrong: unknown[] = [];
  for (const rows of Object.values(forms)) {
    for (const { address, answers } of rows) {
      await everybody(async (who) => {
        for (const foreign of [false, true]) {
          const answer = await contexts.get(who)!.post(address(subjects), {
            headers: {
              accept: "application/json",
              origin: foreign ? "https://elsewhere.example" : new URL(base).origin,
            },
            multipart: {
              files: {
                name: "a.pdf",
                mimeType: "application/pdf",
                buffer: pdfOf(),
              },
            },
            maxRedirects: 0,
          });
          // What takes no files is refused before it is asked.
          const expected = foreign ? [400, 403] : [answers[who]];
          if (!expected.includes(answer.status()))
            wrong.push([who, address(subjects), foreign, answer.status(), expected]);
        }
      });
    }
  }
  expect(wrong).toEqual([]);
  expect(await state()).toEqual(before);
});

test("every server action refuses whoever may not do it, and changes nothing", async () => {
  const manifest = z
    .object({
      node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })),
    })
    .parse(JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")));
  const ids = Object.keys(manifest.node);
  expect(ids.length).toBeGreaterThan(5);
  // To open a payment run, or to take the next claim, takes no more than the role.
  const state = () =>
    sql(
      `select (select count(*) from associations) as associations,
        (select count(*) from consent_requests) as requests, (select count(*) from drafts) as drafts,
        (select sum(version) from workshop_claims) - (select count(*) from audit_log where event = 'claim.review_started') as claims, (select count(*) from claim_comments) as comments,
        (select jsonb_object_agg(event, rows) from (select event, count(*) as rows from audit_log
          where actor_kind <> 'system' and event not in ('payment_run.opened', 'claim.review_started') group by event) told) as audit`,
    );
  const before = await state();
  const tryAll = async (who: "nobody" | "colleague" | "operator") => {
    for (const id of ids) {
      for (const origin of [new URL(base).origin, "https://elsewhere.example"]) {
        const answer = await contexts.get(who)!.post(`${workshop}/customers/add`, {
          headers: { origin, "next-action": id },
          multipart: {
            _1_association: subjects.theirAssociation ?? "",
            _1_draft: randomUUID(),
            _1_slug: "collaborative-apps",
            "0": '[{"values":{},"errors":[]},"$K1"]',
          },
          maxRedirects: 0,
        });
        // Next itself answers 500 to a foreign Origin.
        const faults = origin === new URL(base).origin ? answer.status() >= 500 : false;
        expect([id, who, origin, faults]).toEqual([id, who, origin, false]);
      }
      for (const sent of ["[]", "null", '[{"values":null},7]', '[null,["$K1"]]']) {
        const answer = await contexts.get(who)!.post(`${workshop}/customers/add`, {
          headers: { origin: new URL(base).origin, "next-action": id },
          multipart: { "0": sent },
          maxRedirects: 0,
        });
        expect([id, who, sent, answer.status() >= 500]).toEqual([id, who, sent, false]);
      }
    }
  };
  await Promise.all([tryAll("nobody"), tryAll("colleague"), tryAll("operator")]);
  expect(await state()).toEqual(before);
});
