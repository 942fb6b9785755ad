import { counterGoesOn, relyingPartyOf } from '.';

it.each([
  ['https://daylight.cambridgema.gov', 'daylight.cambridgema.gov', 'https://daylight.cambridgema.gov'],
  ['https://Daylight.example:8443/console/', 'daylight.example', 'https://daylight.example:8443'],
  ['http://localhost:4000', 'localhost', 'http://localhost:4000'],
  ['http://city.localhost:4000', 'city.localhost', 'http://city.localhost:4000'],
])('is known at %s by its name', (address, id, origin) => {
  expect(relyingPartyOf(address)).toEqual({ id, origin });
});

it.each(['http://127.0.0.1:4000', 'https://10.1.2.3', 'https://[::1]:4000', 'http://daylight.example', 'http://notlocalhost'])(
  'offers no passkey at %s',
  (address) => {
    expect(relyingPartyOf(address)).toBeNull();
  },
); // prettier-ignore

it('takes a counter that goes up, or one that is not kept, and none that a copy would have', () => {
  expect([counterGoesOn(0, 0), counterGoesOn(0, 1), counterGoesOn(7, 8)]).toEqual([true, true, true]);
  expect([counterGoesOn(7, 7), counterGoesOn(7, 6), counterGoesOn(7, 0)]).toEqual([false, false, false]);
});
