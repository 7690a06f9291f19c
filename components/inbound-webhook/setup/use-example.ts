"use client";

import { useState } from "react";
import type { Field } from "@/lib/audiences/fields/contract";
import { type ExampleChoice, exampleBody, exampleFields } from "@/lib/inbound/setup/example-body";

/** The last digit of the URL. */
export type WebhookMode = "1" | "2";

interface Choices extends ExampleChoice {
  mode: WebhookMode;
  format: "json" | "form";
}

const initial: Choices = {
  mode: "2",
  format: "json",
  optionalFields: false,
  tags: [],
  groupIds: [],
  skipDoubleOptIn: false,
};

/** What is chosen in the setup information; every sample and the test's body are written from it. */
export function useExample() {
  const [choices, setChoices] = useState(initial);
  return {
    ...choices,
    choose: (change: Partial<Choices>) => setChoices((current) => ({ ...current, ...change })),
    bodyFor: (fields: readonly Field[]) => exampleBody(fields, choices),
    fieldsOf: (fields: readonly Field[]) => exampleFields(fields, choices),
  };
}
export type Example = ReturnType<typeof useExample>;
