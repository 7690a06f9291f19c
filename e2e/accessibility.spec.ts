import type { Page } from "@playwright/test";
import { expect, open, test } from "./fixtures";
import type { Api } from "./fixtures/api";
import { unsealFrames, violations } from "./fixtures/axe";
import { type Screens, signedIn, signedOut } from "./screens/list";
import { seedScreens } from "./screens/seed";

let seeded: Promise<Record<string, string>> | null = null;

async function openScreen(page: Page, api: Api, { path, shows }: Screens[string]): Promise<void> {
  seeded ??= seedScreens(api);
  const ids = await seeded;
  await open(
    page,
    path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name),
  );
  await expect(page.getByText(shows, { exact: true }).filter({ visible: true }).first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await unsealFrames(page);
}

/** How far the page reaches beyond its window. */
const pixelsTooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.describe.configure({ mode: "parallel" });
test.use({ colorScheme: "light" });

function holds(screens: Screens): void {
  for (const [name, screen] of Object.entries(screens))
    test(`${name}: breaks no WCAG 2 A or AA rule, light or dark, and fits a screen of 390 pixels`, async ({
      page,
      api,
    }) => {
      if (screen.long) test.slow();
      await openScreen(page, api, screen);
      expect.soft(await violations(page), "light").toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      await expect(page.locator("html")).not.toHaveClass(/\blight\b/);
      expect.soft(await violations(page, "colours"), "dark").toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      // Charts and tables take a frame to follow the window.
      await expect.poll(() => pixelsTooWide(page), "pixels beyond the screen").toBeLessThanOrEqual(0);
    });
}

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  holds(signedOut);
});
test.describe("signed in", () => holds(signedIn));
