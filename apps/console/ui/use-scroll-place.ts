import { useLayoutEffect } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/** How far each place of the history was scrolled. */
const places = new Map<string, number>();

/** Whoever goes back finds an element scrolled as they left it; `name` tells it from others of the page. */
export function useScrollPlace(name: string, element: { readonly current: Element | null }): void {
  const { key } = useLocation();
  const came = useNavigationType();
  useLayoutEffect(() => {
    const place = `${name} ${key}`;
    const known = came === NavigationType.Pop ? places.get(place) : undefined;
    const { current } = element;
    if (current && known !== undefined) current.scrollTop = known;
    return () => {
      if (current) places.set(place, current.scrollTop);
    };
  }, [name, element, key, came]);
}
