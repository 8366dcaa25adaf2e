import { deflateSync } from "node:zlib";
import { Refusal } from "@/lib/errors";
import { lookOf } from "@/lib/installation";
import { fixture } from "@/testing/fixture";
import { changeLogo } from "./change-logo";
import { readLogo } from "./logo.rules";

const f = fixture();
const svg = (inner: string, head = "") =>
  Buffer.from(
    `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">${inner}</svg>`,
  );

function png(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(name, 4);
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", size),
    chunk("IDAT", deflateSync(Buffer.alloc(8))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

test("P3 a PNG or a drawing is taken", () => {
  expect(readLogo(png(64, 32))).toEqual({ type: "png" });
  const drawings = [
    `<path d="M0 0h10v10z" fill="#0f6cbd"/>`,
    `<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="1" height="1"/>`,
    `<style>.a{fill:url('#b')}</style><use xlink:href="#b"/><use href="#b"/><text>on load</text>`,
    `<i:pgf xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/" id="x"/><metadata/>`,
  ];
  for (const inner of drawings)
    expect([inner, readLogo(svg(inner))]).toEqual([inner, { type: "svg" }]);
  const head = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`;
  expect(readLogo(svg("", head))).toEqual({ type: "svg" });
});

test.each([
  `<script>alert(1)</script>`,
  `<SCRIPT/>`,
  `<x:script xmlns:x="http://www.w3.org/2000/svg"/>`,
  `<script xmlns="http://www.w3.org/1999/xhtml"/>`,
  `<foreignObject><div xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>`,
  `<path onload="x()"/>`,
  `<path ONclick="x()"/>`,
  `<a href="#x"><path/></a>`,
  `<image href="https://elsewhere.example/a.png"/>`,
  `<image href="data:image/png;base64,AAAA"/>`,
  `<use href="https://elsewhere.example/a.svg#b"/>`,
  `<use xlink:href="data:image/svg+xml,x"/>`,
  `<use xmlns:y="http://www.w3.org/1999/xlink" y:href="//elsewhere.example/a"/>`,
  `<set attributeName="href" to="javascript:x()"/>`,
  `<animate attributeName="x"/>`,
  `<style>@import "https://elsewhere.example/a.css"</style>`,
  `<style>.a{background:url(https://elsewhere.example/a)}</style>`,
  `<style><![CDATA[.a{fill:url( "//elsewhere.example/a#b")}]]></style>`,
  `<style>.a{fill:u\\72l(//elsewhere.example)}</style>`,
  `<style>.a{fill:ur&#108;(//elsewhere.example/a)}</style>`,
  `<style>.a{fill:ur<![CDATA[l(//elsewhere.example/a)]]>}</style>`,
  `<style>.a{fill:ur<!-- -->l(//elsewhere.example/a)}</style>`,
  `<style>@imp<![CDATA[ort "//elsewhere.example/a.css";]]></style>`,
  `<style>.a{background:src("//elsewhere.example/a")}</style>`,
  `<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>`,
  `<path xmlns:e="http://www.w3.org/2001/xml-events" e:event="load"/>`,
  `<rect fill="url(https://elsewhere.example/a#b)"/>`,
  `<rect style="fill:url('https://elsewhere.example/a')"/>`,
  `<feImage href="#a"/>`,
  `<?xml-stylesheet href="https://elsewhere.example/a.css"?>`,
])("P3 a drawing that acts is refused: %s", (inner) => {
  expect(readLogo(svg(inner))).toBe("logo_acts");
});

test("P3 a drawing that takes for ever to draw is refused", () => {
  const many = (n: number) =>
    `<g id="g${String(n + 1)}">${`<use href="#g${String(n)}"/>`.repeat(10)}</g>`;
  const bomb = `<rect id="g0"/>${Array.from({ length: 12 }, (_, n) => many(n)).join("")}`;
  expect(readLogo(svg(`${bomb}<use href="#g12"/>`))).toBe("logo_heavy");
  expect(readLogo(svg(`<g id="a"><use href=" #a"/></g>`))).toBe("logo_heavy");
  expect(readLogo(svg(`<rect id="g0"/>${many(0)}`))).toEqual({ type: "svg" });
  // By a second name that the browser prefers, and by every other way to draw something again.
  expect(
    readLogo(
      svg(
        `${bomb.replaceAll("<use", '<use xlink:href="#n"').replaceAll("<g ", '<g xmlns:i="urn:i" i:id="n" ')}<use href="#g12"/>`,
      ),
    ),
  ).toBe("logo_heavy");
  const nested = (name: string, uses: (id: string) => string, inner = "", outer = "") =>
    svg(
      `${Array.from({ length: 9 }, (_, n) => `<${name} id="g${n}">${`<path d="M0 0h9v9" ${uses(`g${n + 1}`)}/>`.repeat(10)}${inner}</${name}>`).join("")}<path d="M0 0h9v9" ${uses("g0")}/>${outer}`,
    );
  for (const [name, property] of [
    ["mask", "mask"],
    ["clipPath", "clip-path"],
    ["pattern", "fill"],
    ["marker", "marker-mid"],
  ] as const) {
    expect(readLogo(nested(name, (id) => `${property}="url(#${id})"`))).toBe("logo_heavy");
    expect(readLogo(nested(name, (id) => `style="${property}: url( '#${id}' )"`))).toBe(
      "logo_heavy",
    );
    const sheet = Array.from({ length: 9 }, (_, n) => `.g${n}, .x{${property}:url("#g${n}")}`).join(
      "",
    );
    expect(readLogo(nested(name, (id) => `class="a ${id}"`, "", `<style>${sheet}</style>`))).toBe(
      "logo_heavy",
    );
  }
  const line = `<path d="M0 0${"h1".repeat(2_000)}" marker-mid="url(#m)"/>`;
  expect(readLogo(svg(`<marker id="m">${"<path/>".repeat(50)}</marker>${line}`))).toBe(
    "logo_heavy",
  );
  // As the programs that draw logos write them.
  for (const usual of [
    `<defs><rect id="S1" width="9" height="9"/></defs><clipPath id="S2"><use xlink:href="#S1"/></clipPath><g id="Layer_1"><g clip-path="url(#S2)"><path/><path/></g></g>`,
    `<style>.cls-1{fill:none}.cls-2{clip-path:url(#c)}.cls-3{fill:url(#l)}</style><clipPath id="c"><rect class="cls-1"/></clipPath><linearGradient id="l0"/><linearGradient id="l" xlink:href="#l0"/><g class="cls-2">${`<path class="cls-3"/>`.repeat(200)}</g>`,
    `<mask id="m"><rect fill="url(#g)"/></mask><linearGradient id="g"><stop/></linearGradient><g mask="url(#m)" filter="url(#f)"><path/></g><filter id="f"><feGaussianBlur/></filter>`,
  ])
    expect([usual, readLogo(svg(usual))]).toEqual([usual, { type: "svg" }]);
  expect(readLogo(svg(`${"<g>".repeat(5_000)}${"</g>".repeat(5_000)}`))).toBe("logo_heavy");
});

test("P3 what is no picture, is too large, or hides something is refused", () => {
  const entity = `<!DOCTYPE svg [<!ENTITY x "<script/>">]>`;
  expect(readLogo(svg("", entity))).toBe("logo_acts");
  expect(readLogo(Buffer.from("<html><svg/></html>"))).toBe("logo_kind");
  expect(readLogo(Buffer.from("GIF89a"))).toBe("logo_kind");
  expect(readLogo(Buffer.alloc(0))).toBe("logo_kind");
  expect(readLogo(svg("<path>"))).toBe("logo_damaged");
  expect(readLogo(png(2_001, 1))).toBe("logo_pixels");
  expect(readLogo(png(0, 1))).toBe("logo_damaged");
  expect(readLogo(Buffer.concat([png(1, 1), Buffer.from("<script>")]))).toBe("logo_damaged");
  expect(readLogo(png(9, 9).subarray(0, 40))).toBe("logo_damaged");
  expect(readLogo(Buffer.alloc(40_961))).toBe("logo_large");
});

test("P3, P4 an administrator gives the programme a logo and takes it away; the log holds which", async () => {
  const revision = async () =>
    (await f.sql<{ revision: number }>("select revision from programme"))[0]!.revision;
  const logo = svg("<path/>");
  const other = f.ctx(await f.operator({ roles: ["partner_manager"] }));
  await expect(changeLogo(other, { logo, revision: await revision() })).rejects.toThrow(
    "forbidden",
  );
  const ctx = f.ctx(await f.operator({ roles: ["administrator"] }));
  await expect(
    changeLogo(ctx, { logo: svg("<script/>"), revision: await revision() }),
  ).rejects.toThrow(new Refusal("logo_acts").message);
  const seen = await revision();
  await changeLogo(ctx, { logo, revision: seen });
  const { logo: address } = await lookOf(f.db);
  expect(address).toMatch(/^\/brand\/[\w-]{22}\.svg$/);
  await expect(changeLogo(ctx, { logo: null, revision: seen })).rejects.toThrow(
    "changed_meanwhile",
  );
  await changeLogo(ctx, { logo: null, revision: seen + 1 });
  expect((await lookOf(f.db)).logo).toBeNull();
  const rows = await f.sql<{ data: { before: object; after: object } }>(
    "select data from audit_log where event = 'programme.changed' order by seq desc limit 2",
  );
  const name = address?.replace("/brand/", "") ?? "";
  expect(rows.map(({ data }) => data)).toEqual([
    { before: { logo: name }, after: { logo: null } },
    { before: { logo: null }, after: { logo: name } },
  ]);
});
