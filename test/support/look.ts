import type { StaffDesk } from '../drivers/console';

/** Keeps a picture of the page; it has no fault and fits its window, asked nobody else for anything, and nothing complained. */
export async function look(desk: StaffDesk, name: string): Promise<void> {
  await desk.picture(name);
  expect({ name, faults: await desk.accessibilityFaults() }).toEqual({ name, faults: [] });
  expect({ name, overflow: await desk.overflow() }).toEqual({ name, overflow: 0 });
  expect(desk.met).toEqual({ elsewhere: [], complaints: [] });
}

/** Looks once more, and closes the page. */
export async function leave(desk: StaffDesk, name: string): Promise<void> {
  await look(desk, name);
  await desk.close();
}
