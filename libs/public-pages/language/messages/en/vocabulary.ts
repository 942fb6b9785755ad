export const camera = {
  'body-worn': 'Body-worn camera',
  'city-camera': 'City camera',
  other: 'Other camera',
} as const;
