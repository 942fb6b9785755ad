import { AsksService } from '@app/requests';
import type { Browser } from 'playwright-core';
import type { TestDaylight } from '../support/daylight';
import { StaffDesk } from './console';

/** The records access officer takes in what was asked, reads it at their desk, and answers. */
export async function officerAnswers(
  browser: Browser,
  daylight: TestDaylight,
  { receipt, says }: { readonly receipt: string; readonly says: string },
): Promise<void> {
  await daylight.running.app.get(AsksService, { strict: false }).takeIn();
  const officer = await StaffDesk.of(browser, daylight.api, daylight.account('records-officer'));
  await officer.page.getByRole('link', { name: 'Asked by readers' }).click();
  await officer.page.getByText(says).waitFor();
  await officer.button(`Answer or close ${receipt}`).click();
  for (const width of [1280, 320]) {
    await officer.page.setViewportSize({ width, height: 900 });
    expect({ width, faults: await officer.accessibilityFaults() }).toEqual({ width, faults: [] });
    expect({ width, overflow: await officer.overflow() }).toEqual({ width, overflow: 0 });
  }
  await officer.page.getByLabel('How it ends').selectOption('answered');
  await officer.page.getByLabel('What was answered').fill('The badge is shown in the next version.');
  await officer.button('Record it').click();
  await officer.page.getByText('Answered: The badge is shown in the next version.').waitFor();
  expect(officer.met).toEqual({ elsewhere: [], complaints: [] });
  await officer.close();
}
