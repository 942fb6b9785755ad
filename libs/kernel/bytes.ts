const SHA256_HEX = /^[0-9a-f]{64}$/;

export const isSha256Hex = (text: unknown): text is string => typeof text === 'string' && SHA256_HEX.test(text);

export const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
