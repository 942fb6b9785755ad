import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useMay } from '../shell/session';
import { Page } from '../ui/page';
import { Unapproved } from './unapproved';

/** What there is to administer, each part for those who may see it. */
export function Administration(): ReactElement {
  const parts = [
    {
      to: '/administration/staff',
      title: 'Staff and roles',
      says: 'Who may sign in and with which roles. One person proposes a change, another approves it.',
      isOpen: useMay('read', 'Account'),
    },
    {
      to: '/administration/calendar',
      title: 'Calendar',
      says: 'Legal holidays and days on which City offices are closed: days that clocks do not count.',
      isOpen: useMay('read', 'Policy'),
    },
    {
      to: '/administration/clocks',
      title: 'Clocks',
      says: 'Every clock, how long it runs, and who sets that.',
      isOpen: useMay('read', 'Policy'),
    },
    {
      to: '/policies',
      title: 'Policies',
      says: 'The City’s own choices and open questions of law, each answer with its approver.',
      isOpen: useMay('read', 'Policy'),
    },
    {
      to: '/administration/catalogue',
      title: 'Redaction catalogue',
      says: 'What is hidden by default, on which grounds.',
      isOpen: true,
    },
    {
      to: '/jobs',
      title: 'Jobs',
      says: 'What the workers have to do, and what they gave up on.',
      isOpen: useMay('read', 'Job'),
    },
  ];
  return (
    <Page title="Administration">
      <Unapproved />
      <dl className="facts facts--long">
        {parts
          .filter(({ isOpen }) => isOpen)
          .map(({ to, title, says }) => (
            <div key={to}>
              <dt>
                <Link to={to}>{title}</Link>
              </dt>
              <dd>{says}</dd>
            </div>
          ))}
      </dl>
    </Page>
  );
}
