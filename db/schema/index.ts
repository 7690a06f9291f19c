export * from "./audiences";
export * from "./auth";
export * from "./contacts";
export * from "./events";
export * from "./inbound";
export * from "./mail";
export * from "./workspaces";
