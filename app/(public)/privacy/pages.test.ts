import { GET as getBrand } from "@/app/(public)/brand/[file]/route";
import { forgetLook } from "@/lib/installation";
import { getDatabase } from "@/lib/web/database";
import { fixture } from "@/testing/fixture";
import { hold } from "@/testing/html";
import { openPage } from "@/testing/public-pages";

const f = fixture();
afterAll(() => getDatabase().close());

const brand = (file: string) =>
  getBrand(new Request(`http://localhost:3000/brand/${file}`), {
    params: Promise.resolve({ file }),
  });

test("P3, O22 the privacy statement stands here only while its text does, above what is kept", async () => {
  const plain = await openPage("/privacy?lang=en");
  expect([plain.status, await plain.text()]).toEqual([
    200,
    expect.stringContaining("7 years after the round"),
  ]);
  await f.sql(
    "update programme set privacy = '', privacy_en = $1, privacy_nl = $2, language = 'nl'",
    ["We keep <b>little</b>.\n\nNothing else.", "Wij bewaren weinig."],
  );
  forgetLook(getDatabase());
  const english = await (await openPage("/privacy?lang=en")).text();
  hold("privacy", "en", english);
  expect(english).toContain('<p class="lines">We keep &lt;b&gt;little&lt;/b&gt;.</p>');
  expect(english).toContain("Programme Office B.V.");
  // Whoever's browser asks for no language of ours reads the programme's.
  const dutch = await (await openPage("/privacy", { "accept-language": "fr" })).text();
  hold("privacy", "nl", dutch);
  expect(dutch).toContain("Wij bewaren weinig.");
  expect(await (await openPage("/check?lang=en")).text()).toContain('href="/privacy?lang=en"');
});

test("P3 public pages show the programme's name, logo and colours", async () => {
  const logo = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>');
  const hash = "abcdefghijklmnopqrstuv";
  await f.sql(
    "update programme set name = 'Looks & Co', accent_light = '#7b1fa2', logo = $1, logo_type = 'svg', logo_hash = $2",
    [logo, hash],
  );
  forgetLook(getDatabase());
  const response = await openPage("/check?lang=en");
  const html = await response.text();
  expect(html).toContain("Looks &amp; Co</strong>");
  expect(html).toContain(`<img src="/brand/${hash}.svg" alt=""`);
  expect(html).toContain('href="/brand/7b1fa2-0.css"');
  expect(response.headers.get("content-security-policy")).toContain("img-src 'self'");

  const drawn = await brand(`${hash}.svg`);
  expect(Buffer.from(await drawn.arrayBuffer())).toEqual(logo);
  expect(drawn.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
  expect(drawn.headers.get("x-content-type-options")).toBe("nosniff");
  expect(drawn.headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  );
  const sheet = await brand("7b1fa2-0.css");
  expect(await sheet.text()).toContain("--brand:#7b1fa2");
  for (const unknown of [`${hash}.png`, `${hash}.html`, "x.svg", "red-0.css", "7b1fa2-0;}.css"])
    expect([unknown, (await brand(unknown)).status]).toEqual([unknown, 404]);
});
