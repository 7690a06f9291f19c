import { expect, test } from "vitest";
import { checkTemplate, renderTemplate } from "@/lib/variables/liquid";
import { sampleScope } from "@/lib/variables/sample-scope";
import { starterTemplates } from "./templates";

test.each(starterTemplates.map((template) => [template.name, template.html] as const))(
  "%s is sound Liquid that names only properties a mail knows, and can be unsubscribed from",
  (_, html) => {
    expect(checkTemplate(html)).toEqual({ ok: true });
    const rendered = renderTemplate(html, sampleScope("email.sent"), { escape: "html" });
    expect(rendered).toMatchObject({ ok: true, missing: [] });
    expect(html).toContain("{{ contact.unsubscribeUrl }}");
  },
);
