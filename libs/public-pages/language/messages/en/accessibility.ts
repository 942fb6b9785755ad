export const accessibility = {
  title: 'Accessibility',
  description: 'Accessibility of this site and its videos.',
  aims: 'This site aims at WCAG 2.2, level AA. It works without scripts, with the keyboard alone, at 320 pixels width and at 200 % text. Every video has reviewed captions or a statement that nobody speaks, a transcript on its page, a warning before it, and never plays by itself.',
  tested:
    'Tested in Chromium with automated checks and by keyboard. Not tested yet: Safari, phones, and any screen reader by hand. If something does not work for you, write to the <contact>records access officer</contact>; you will get the content in another form.',
} as const;
