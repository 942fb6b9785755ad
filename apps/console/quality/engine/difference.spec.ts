import { difference } from './difference';

const picture = (...samples: number[]): Uint8ClampedArray => Uint8ClampedArray.from(samples);

it('is black where two pictures are equal but for coding, and bright where one hides something', () => {
  const into = new Uint8ClampedArray(12);
  const source = picture(100, 100, 100, 255, 200, 10, 10, 255, 0, 0, 255, 255);
  const cut = picture(110, 95, 120, 255, 0, 10, 10, 255, 0, 0, 215, 255);
  difference(source, cut, into);
  expect([...into]).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 120, 120, 120, 255]);
});
