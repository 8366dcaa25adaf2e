export * from "./audit";
export * from "./claims";
export * from "./consent";
export * from "./customers";
export * from "./engagements";
export * from "./mail";
export * from "./partners";
export * from "./tenants";
