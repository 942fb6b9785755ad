import { useEffect, useState } from 'react';

/** Whether a value has stayed the same for a while: what changes at every step of a key is read out once it rests. */
export function useSettled(value: unknown, ms = 300): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const later = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(later);
  }, [value, ms]);
  return settled === value;
}
