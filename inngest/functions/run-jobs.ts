import { drain } from "./drain";

export const runJobs = drain("run-jobs");
