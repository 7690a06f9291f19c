import type { Control, UseFormReturn } from "react-hook-form";
import type { WebhookFormResult, WebhookFormValues } from "./form-schema";

export type WebhookFormApi = UseFormReturn<WebhookFormValues, unknown, WebhookFormResult>;
export type WebhookControl = Control<WebhookFormValues, unknown, WebhookFormResult>;
