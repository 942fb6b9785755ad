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

/** As axe takes them: what is in order need not be described. */
export const asking = ({ type, values }: RuleSet) => ({
  runOnly: { type, values: [...values] },
  resultTypes: ['violations' as const],
  selectors: false,
});
