import { drain } from "./drain";

export const forgetAnswers = drain("forget-answers");
