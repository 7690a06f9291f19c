import type { BackgroundFunction } from "../background-function";
import { alertRefusals, countAlerts } from "./alert-refusals";
import { dueForgetting, forgetOldAnswers } from "./forget";

export const alertRefusalsFunction: BackgroundFunction = {
  name: "alert-refusals",
  label: "Refusal alerts",
  description:
    "Mails the owners of an inbound webhook that has started to refuse requests, at most once a day for each.",
  wakes: [],
  sweepS: 60,
  work: alertRefusals,
  due: async (ctx) => ({ count: await countAlerts(ctx), oldestAt: null }),
};

export const forgetAnswersFunction: BackgroundFunction = {
  name: "forget-answers",
  label: "Remembered answers",
  description: "Deletes the answers that were kept for repeated requests once their day is over.",
  wakes: [],
  sweepS: 600,
  work: forgetOldAnswers,
  due: dueForgetting,
};
