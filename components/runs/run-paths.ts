/** Where runs stand, for their company and for the programme. */
export const runsPage = "/runs";
export const programmeRunsPage = "/programme/runs";
export const runPath = (number: number) => `${runsPage}/${number}`;

/** The page of a run as its reader has it. */
export const pathOf = ({ acts, number, id }: { acts: boolean; number: number; id: string }) =>
  acts ? runPath(number) : `${programmeRunsPage}/${id}`;
