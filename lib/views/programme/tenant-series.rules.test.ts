import { plotOf, seriesOf } from "./tenant-series.rules";

const usage: Parameters<typeof seriesOf>[0] = [
  { month: "2026-03-01", metrics: { teams_pau: 40, exo_mau: 2 } },
  { month: "2026-01-01", metrics: { teams_pau: 20 } },
];
const ask = (value: number, operator: ">=" | "<" = ">=") => ({
  metric: "teams_pau",
  operator,
  value,
});

test("P17 each known metric is a series by month, with the thresholds that workshops ask for", () => {
  const catalogue = [
    { customerCriteria: [ask(80), { anyOf: [ask(10, "<"), { ...ask(5), metric: "other" }] }] },
    { customerCriteria: [ask(80)] },
  ];
  expect(seriesOf(usage, catalogue)).toEqual([
    { metric: "exo_mau", points: [{ month: "2026-03-01", value: 2 }], thresholds: [] },
    {
      metric: "teams_pau",
      points: [
        { month: "2026-01-01", value: 20 },
        { month: "2026-03-01", value: 40 },
      ],
      thresholds: [
        { operator: "<", value: 10, count: 1 },
        { operator: ">=", value: 80, count: 2 },
      ],
    },
  ]);
});

test("P17 points stand by the calendar and by their value, one alone in the middle, zeros at the foot", () => {
  const box = { width: 100, height: 40 };
  const [alone, series] = seriesOf(usage, [{ customerCriteria: [ask(80)] }]);
  expect(plotOf(series!, box)).toMatchObject({
    line: "0,30 100,20",
    thresholds: [{ value: 80, y: 0 }],
  });
  expect(plotOf(alone!, box).points).toMatchObject([{ x: 50, y: 0 }]);
  const zero = { metric: "x", points: [{ month: "2026-01-01", value: 0 }], thresholds: [] };
  expect(plotOf(zero, box).points).toMatchObject([{ y: 40 }]);
});
