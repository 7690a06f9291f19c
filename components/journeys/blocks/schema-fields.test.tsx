import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { delayBlock } from "@/lib/journeys/blocks/delay";
import { echoBlock } from "@/lib/journeys/testing/echo-block";
import { GenericForm } from "./generic-form";
import { ProblemsContext } from "./parts/setting";
import { formOf } from "./registry";
import { SchemaFields } from "./schema-fields";

const nothing = () => undefined;
const shown = (schema: z.ZodType, value: Record<string, unknown>, problems: [string, string][] = []) =>
  renderToStaticMarkup(
    <ProblemsContext value={new Map(problems)}>
      <SchemaFields schema={schema} value={value} onChange={nothing} onReplace={nothing} />
    </ProblemsContext>,
  );

test("a new kind of block has a form without a line of its own", () => {
  expect(formOf(echoBlock.type)).toBe(GenericForm);
  const form = shown(echoBlock.config, { ...echoBlock.initial, say: "hello", words: ["a"] }, [["say", "Too rude."]]);
  const labels = [...form.matchAll(/<label[^>]*>([^<]+)/g)].map(([, label]) => label);
  expect(labels).toEqual(["Say", "Tone", "Times", "Whisper first", "Words"]);
  expect(form).toMatch(/<input[^>]*aria-invalid="true"[^>]*value="hello"/);
  expect(form).toContain("Too rude.");
  expect(form).toContain("What is kept under vars.said.");
  expect(form).toMatch(/<button[^>]*role="combobox"/);
  expect(form).toMatch(/<input[^>]*type="number"[^>]*value="2"/);
  expect(form).toMatch(/role="switch"[^>]*aria-checked="false"/);
  expect(form).toMatch(/<textarea[^>]*>\[\s*&quot;a&quot;\s*\]/);
});

test("settings that depend on each other are written as they are stored, and none say so", () => {
  expect(shown(delayBlock.config, delayBlock.initial)).toMatch(/<textarea[^>]*>\{\s*&quot;mode&quot;/);
  expect(shown(z.strictObject({}), {})).toContain("nothing to set up");
});
