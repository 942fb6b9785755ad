import type { Box } from '@app/redactions/domain';

/** The overlay’s own units: so many across and down, whatever the size of the picture. */
export const UNITS = 1000;

/** A box in shares of the picture, in those units. */
export const scaled = ({ x, y, w, h }: Box): { x: number; y: number; width: number; height: number } => ({
  x: x * UNITS,
  y: y * UNITS,
  width: w * UNITS,
  height: h * UNITS,
});
