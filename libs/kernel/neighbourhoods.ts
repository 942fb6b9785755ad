/** The thirteen neighbourhoods of the City's Community Development Department: as near as a public page says where. */
export const NEIGHBOURHOODS = [
  'East Cambridge',
  'Area 2/MIT',
  'Wellington-Harrington',
  'The Port',
  'Cambridgeport',
  'Mid-Cambridge',
  'Riverside',
  'Baldwin',
  'Neighborhood Nine',
  'West Cambridge',
  'North Cambridge',
  'Cambridge Highlands',
  'Strawberry Hill',
] as const;

export type Neighbourhood = (typeof NEIGHBOURHOODS)[number];
