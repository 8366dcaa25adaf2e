export type Figure = {
  what: string;
  /** NaN when it could not be measured. */
  figure: number;
  unit?: string;
  goal: number;
  /** Whether more is better. */
  atLeast?: boolean;
};

/** Prints figures with the goal of each beside it. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  console.log(title);
  console.table(
    figures.map(({ what, figure, unit = "", goal, atLeast = false }) => ({
      what,
      figure: Number.isNaN(figure) ? "not measured" : `${String(round(figure))}${unit}`,
      goal: `${atLeast ? "≥" : "≤"} ${String(goal)}${unit}`,
      reached: Number.isNaN(figure)
        ? "?"
        : (atLeast ? figure >= goal : figure <= goal)
          ? "yes"
          : "NO",
    })),
  );
}

export function round(figure: number): number {
  return figure >= 100 ? Math.round(figure) : Number(figure.toPrecision(3));
}

/** Runs one measurement; when it fails, says so and goes on with the rest. */
export async function attempt(name: string, measure: () => Promise<void>): Promise<void> {
  try {
    await measure();
  } catch (error) {
    console.log(`NOT MEASURED: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
