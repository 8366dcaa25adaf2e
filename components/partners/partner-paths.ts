/** The pages of the companies of the network. */
export const partnersPage = "/programme/partners";
export const importsPage = "/programme/imports";

export const partnerPage = (id: string) => `${partnersPage}/${id}`;

export const locationPage = (partner: string, location: string) =>
  `${partnerPage(partner)}/locations/${location}`;

export const roundsPage = (partner: string) => `${partnerPage(partner)}/rounds`;

export const extendPage = (partner: string, round: string) =>
  `${roundsPage(partner)}/${round}/extend`;

export const stopPage = (partner: string, round: string) => `${roundsPage(partner)}/${round}/stop`;
