import { queries } from '../../shell/api';

/** Reads accounts and changes again, wherever they are shown. */
export const refresh = (): Promise<unknown> =>
  Promise.all(['accounts', 'staff-changes', 'staff'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
