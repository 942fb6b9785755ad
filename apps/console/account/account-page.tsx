import { ROLES } from '@app/access';
import type { ReactElement } from 'react';
import { useOffersPasskeys, usePerson } from '../shell/session';
import { Facts } from '../ui/facts';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { OFFERS_PASSKEYS } from './ceremonies';
import { Passkeys } from './passkeys';

/** What somebody keeps of their own: how they sign in. */
export function AccountPage(): ReactElement {
  const { name, roles } = usePerson();
  const offered = useOffersPasskeys() && OFFERS_PASSKEYS;
  return (
    <Page title="Your account">
      <Facts of={{ Name: name, Roles: roles.map((role) => ROLES[role].title) }} />
      <section aria-labelledby="passkeys">
        <h2 id="passkeys">Passkeys</h2>
        <p>
          A passkey is a key that your device or a security key keeps for you. It signs you in without a password, and
          nobody can trick you out of it: it answers no other site. Once you have one, your password alone no longer
          signs you in, and what you sign – a determination, a release – you sign with the passkey.
        </p>
        {!offered && <NeedsAName />}
        <Passkeys offered={offered} />
      </section>
    </Page>
  );
}

/** Why no passkey is offered here. */
function NeedsAName(): ReactElement {
  return (
    <Notice kind="info" title="Passkeys need a name">
      You have opened Daylight at {window.location.host}. Browsers offer passkeys only where a page is opened at a name
      and over https, not at a number: ask your operator for that address.
    </Notice>
  );
}
