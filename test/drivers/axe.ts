import { source } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe looks for: WCAG 2.2 AA and best practice. */
export const EVERY_RULE = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;

/** Of a page that was looked at in another width: only rules whose answer depends on where things are. */
export const RULES_OF_LAYOUT = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'],
} as const;

export type RuleSet = typeof EVERY_RULE | typeof RULES_OF_LAYOUT;

/**
 * Rules that axe finds broken on the page as it stands, each with where. Not in a frame: what is public in it is looked at
 * where it is public. Only what is broken leaves the page: to carry all that was looked at took longer than to look.
 */
export async function faultsOf(page: Page, { type, values }: RuleSet): Promise<string[]> {
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(source);
  const options = { runOnly: { type, values }, resultTypes: ['violations'], selectors: false, iframes: false };
  return page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`);
}
