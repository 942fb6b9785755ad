const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * They take minutes each. Jest knows that only where it has run them before; elsewhere it goes by the size of the file,
 * and the last of them runs alone at the end while the other processor has nothing to do.
 */
const LONGEST = [
  'a-reader-finds-watches-and-understands-a-release.e2e.ts',
  'twin-worlds.spec.ts',
  'saboteurs-of-a-smart-render.spec.ts',
  'staff-take-a-clip-from-upload-to-release-in-the-browser.e2e.ts',
  'the-demonstration-takes-clips-the-whole-path.e2e.ts',
  'a-render-and-a-publication-survive-crashes.e2e.ts',
  'saboteurs-of-a-full-render.spec.ts',
  'no-mark-of-the-original-reaches-the-public.e2e.ts',
  'closure.spec.ts',
  'renditions.spec.ts',
  'derivatives.spec.ts',
  'sources.spec.ts',
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => LONGEST.findIndex((name) => path.endsWith(`/${name}`));
    const place = (test) => (rank(test) < 0 ? LONGEST.length : rank(test));
    return super.sort(tests).toSorted((a, b) => place(a) - place(b));
  }
};
