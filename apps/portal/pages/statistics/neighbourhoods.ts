import type { Neighbourhood } from '@app/kernel';

/**
 * Schematic, by hand, north up: which neighbourhood lies beside which, in a grid of our own. Not surveyed, and so
 * unfit to show where in a neighbourhood anything was.
 */
export const SHAPES: Readonly<Record<Neighbourhood, string>> = {
  'North Cambridge': '20,4 44,2 58,16 44,26 20,20',
  'Cambridge Highlands': '2,12 20,8 20,26 4,28',
  'Strawberry Hill': '4,28 20,26 22,40 6,42',
  'West Cambridge': '20,20 44,26 50,42 40,54 22,50 22,40 20,26',
  'Neighborhood Nine': '44,26 58,16 66,28 62,38 50,42',
  Baldwin: '58,16 74,22 76,36 62,38 66,28',
  'Mid-Cambridge': '62,38 76,36 86,40 84,52 66,50',
  Riverside: '50,42 62,38 66,50 68,62 54,60 40,54',
  Cambridgeport: '66,50 84,52 88,62 84,74 68,72 68,62',
  'The Port': '86,40 98,42 98,56 88,62 84,52',
  'Wellington-Harrington': '76,36 86,26 98,30 98,42 86,40',
  'East Cambridge': '86,26 102,20 116,26 116,44 98,42 98,30',
  'Area 2/MIT': '98,42 116,44 112,58 100,70 84,74 88,62 98,56',
};

/** Where the count stands: the middle of the corners. */
export function middleOf(shape: string): { readonly x: number; readonly y: number } {
  const corners = shape.split(' ').map((corner) => corner.split(',').map(Number));
  const middle = (axis: number): number =>
    Math.round((corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / corners.length) * 10) / 10;
  return { x: middle(0), y: middle(1) };
}
